/** Hold what is drawn with its places, and answer where on the screen it is; shared by drawing, hits and exports. */
import type { MapGraph, MapLink, MapNode, Place, Thing } from "./view";

/** The middle of the window in the map's units, and how many pixels one unit is. */
export interface Camera {
  x: number;
  y: number;
  k: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A line on the screen: from (x0, y0) to (x1, y1), bent towards (cx, cy). */
export interface Curve {
  x0: number;
  y0: number;
  cx: number;
  cy: number;
  x1: number;
  y1: number;
}

const NEAR = 6;

export class Scene {
  readonly nodes: readonly MapNode[];
  readonly links: readonly MapLink[];
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Links in the order in which they are drawn: those of one look together. */
  readonly order: readonly MapLink[];
  readonly at = new Map<string, number>();
  readonly linkAt = new Map<string, MapLink>();
  readonly near: number[][];
  /** Placed actors, those with most ties first. */
  readonly ranked: readonly number[];

  constructor(graph: MapGraph, places: ReadonlyMap<string, Place>) {
    const placed = graph.nodes.map((node) => places.get(node.id));
    this.nodes = graph.nodes;
    this.x = Float64Array.from(placed, (place) => place?.x ?? NaN);
    this.y = Float64Array.from(placed, (place) => place?.y ?? NaN);
    this.links = graph.links.filter((link) => placed[link.source] && placed[link.target]);
    this.order = [...this.links].sort((a, b) => (a.look.key < b.look.key ? -1 : a.look.key > b.look.key ? 1 : 0));
    this.near = graph.nodes.map(() => []);
    graph.nodes.forEach((node, at) => placed[at] && this.at.set(node.id, at));
    this.ranked = [...this.at.values()].sort((a, b) => this.node(b).ties - this.node(a).ties || a - b);
    for (const link of this.links) {
      this.linkAt.set(link.id, link);
      this.near[link.source]?.push(link.target);
      this.near[link.target]?.push(link.source);
    }
  }

  node(at: number): MapNode {
    return this.nodes[at] as MapNode;
  }

  /** Move one actor. */
  move(at: number, x: number, y: number): void {
    this.x[at] = x;
    this.y[at] = y;
  }

  screenX(at: number, camera: Camera, size: Size): number {
    return ((this.x[at] as number) - camera.x) * camera.k + size.width / 2;
  }

  screenY(at: number, camera: Camera, size: Size): number {
    return ((this.y[at] as number) - camera.y) * camera.k + size.height / 2;
  }

  /** Return an actor's radius on the screen: it grows more slowly than the map, so that few stay seen from afar. */
  radius(at: number, camera: Camera): number {
    return this.node(at).size * Math.min(1.6, Math.max(0.18, camera.k ** 0.75));
  }

  /** Put a link's line into `out`, from rim to rim; false where it lies outside the window. */
  curve(link: MapLink, camera: Camera, size: Size, out: Curve, margin = 0): boolean {
    const { source, target } = link;
    let x0 = this.screenX(source, camera, size);
    let y0 = this.screenY(source, camera, size);
    let x1 = this.screenX(target, camera, size);
    let y1 = this.screenY(target, camera, size);
    const reach = margin + Math.abs(link.bend * camera.k) * 2 + 4;
    if (Math.max(x0, x1) < -reach || Math.min(x0, x1) > size.width + reach) return false;
    if (Math.max(y0, y1) < -reach || Math.min(y0, y1) > size.height + reach) return false;
    if (source === target) {
      const r = this.radius(source, camera);
      Object.assign(out, { x0: x0 - r * 0.6, y0: y0 - r, cx: x0, cy: y0 - r * 5, x1: x0 + r * 0.6, y1: y0 - r });
      return true;
    }
    const length = Math.hypot(x1 - x0, y1 - y0) || 1;
    // towards the same side for ties of either direction
    const bend = (link.bend * 2 * Math.min(1, camera.k)) / length;
    out.cx = (x0 + x1) / 2 - (y1 - y0) * bend;
    out.cy = (y0 + y1) / 2 + (x1 - x0) * bend;
    const start = (this.radius(source, camera) + 1) / (Math.hypot(out.cx - x0, out.cy - y0) || 1);
    const end = (this.radius(target, camera) + 2) / (Math.hypot(out.cx - x1, out.cy - y1) || 1);
    x0 += (out.cx - x0) * Math.min(start, 0.9);
    y0 += (out.cy - y0) * Math.min(start, 0.9);
    x1 += (out.cx - x1) * Math.min(end, 0.9);
    y1 += (out.cy - y1) * Math.min(end, 0.9);
    out.x0 = x0;
    out.y0 = y0;
    out.x1 = x1;
    out.y1 = y1;
    return true;
  }

  /** Return the camera that shows all, with room round it; null where nothing is placed. */
  fit(size: Size, most = 1.4): Camera | null {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const at of this.at.values()) {
      const [x, y] = [this.x[at] as number, this.y[at] as number];
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    if (left > right) return null;
    const k = Math.min(size.width / (right - left + 150), size.height / (bottom - top + 90), most);
    return { x: (left + right) / 2, y: (top + bottom) / 2, k: Math.max(k, 0.02) };
  }

  /** Return what stands at a point: an actor before a tie, the nearest of each. */
  hit(px: number, py: number, camera: Camera, size: Size): Thing | null {
    let best: Thing | null = null;
    let least = Infinity;
    for (const [id, at] of this.at) {
      const far = Math.hypot(this.screenX(at, camera, size) - px, this.screenY(at, camera, size) - py);
      if (far <= this.radius(at, camera) + 3 && far < least) [best, least] = [{ kind: "actor", id }, far];
    }
    if (best) return best;
    least = NEAR;
    const curve: Curve = { x0: 0, y0: 0, cx: 0, cy: 0, x1: 0, y1: 0 };
    const [wx, wy] = [camera.x + (px - size.width / 2) / camera.k, camera.y + (py - size.height / 2) / camera.k];
    for (const link of this.links) {
      if (this.#isFar(link, wx, wy, NEAR / camera.k) || !this.curve(link, camera, size, curve)) continue;
      const far = distance(curve, px, py, NEAR);
      if (far < least) [best, least] = [{ kind: "tie", id: link.id }, far];
    }
    return best;
  }

  /** Tell whether a point lies well outside the box of a link; it spares the reckoning for nearly all. */
  #isFar(link: MapLink, x: number, y: number, slack: number): boolean {
    const [x0, x1] = [this.x[link.source] as number, this.x[link.target] as number];
    const [y0, y1] = [this.y[link.source] as number, this.y[link.target] as number];
    const room = slack + Math.abs(link.bend) * 2 + (link.source === link.target ? 120 : 0);
    return x < Math.min(x0, x1) - room || x > Math.max(x0, x1) + room || y < Math.min(y0, y1) - room || y > Math.max(y0, y1) + room;
  }

  /** Return where a thing is seen, the middle of a tie's line; null where it is not drawn. */
  find(id: string, camera: Camera, size: Size): Place | null {
    const at = this.at.get(id);
    if (at !== undefined) return { x: this.screenX(at, camera, size), y: this.screenY(at, camera, size) };
    const link = this.linkAt.get(id);
    const curve: Curve = { x0: 0, y0: 0, cx: 0, cy: 0, x1: 0, y1: 0 };
    if (!link || !this.curve(link, camera, size, curve, Infinity)) return null;
    return { x: along(curve.x0, curve.cx, curve.x1, 0.5), y: along(curve.y0, curve.cy, curve.y1, 0.5) };
  }

  /** Return the actor that lies in a direction: of the neighbours where one does, else of all. */
  next(id: string | null, dx: number, dy: number): string | null {
    const from = id === null ? undefined : this.at.get(id);
    if (from === undefined) return this.#first();
    const neighbours = [...new Set(this.near[from])].filter((at) => at !== from);
    const found = this.#towards(from, neighbours, dx, dy) ?? this.#towards(from, [...this.at.values()], dx, dy);
    return found === null ? null : this.node(found).id;
  }

  #first(): string | null {
    let best: MapNode | null = null;
    for (const at of this.at.values()) if (!best || this.node(at).ties > best.ties) best = this.node(at);
    return best?.id ?? null;
  }

  #towards(from: number, among: readonly number[], dx: number, dy: number): number | null {
    let best: number | null = null;
    let least = Infinity;
    for (const at of among) {
      const [x, y] = [(this.x[at] as number) - (this.x[from] as number), (this.y[at] as number) - (this.y[from] as number)];
      const ahead = x * dx + y * dy;
      const aside = Math.abs(x * dy - y * dx);
      if (ahead <= 0 || aside > ahead * 1.2) continue;
      if (ahead + aside * 2 < least) [best, least] = [at, ahead + aside * 2];
    }
    return best;
  }
}

/** Return a point of a bent line, `t` from 0 to 1. */
export function along(a: number, c: number, b: number, t: number): number {
  return (1 - t) * (1 - t) * a + 2 * t * (1 - t) * c + t * t * b;
}

/** Return how far a point is from a bent line; Infinity where it is more than `most` outside its box. */
function distance(curve: Curve, px: number, py: number, most: number): number {
  const { x0, y0, cx, cy, x1, y1 } = curve;
  if (px < Math.min(x0, cx, x1) - most || px > Math.max(x0, cx, x1) + most) return Infinity;
  if (py < Math.min(y0, cy, y1) - most || py > Math.max(y0, cy, y1) + most) return Infinity;
  let least = Infinity;
  let [ax, ay] = [x0, y0];
  for (let step = 1; step <= 12; step += 1) {
    const [bx, by] = [along(x0, cx, x1, step / 12), along(y0, cy, y1, step / 12)];
    const [ux, uy] = [bx - ax, by - ay];
    const t = Math.max(0, Math.min(1, ((px - ax) * ux + (py - ay) * uy) / (ux * ux + uy * uy || 1)));
    least = Math.min(least, Math.hypot(ax + t * ux - px, ay + t * uy - py));
    [ax, ay] = [bx, by];
  }
  return least;
}
