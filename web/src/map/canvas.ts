/** Draw the map on a Canvas 2D, which every browser has without a graphics card. */
import { watch } from "./gestures";
import { placeLabels, type Label } from "./labels";
import { Layer } from "./layer";
import { outline, paintLabels, paintLinks, paintNodes } from "./paint";
import { Scene, type Camera, type Size } from "./scene";
import type { MapEvents, MapGraph, MapLink, Palette, Place, Thing, View } from "./view";

const MOVING_MS = 140;
const [LABELS_MOVING, LABELS_STILL] = [40, 220];
const [FARTHEST, NEAREST] = [0.02, 6];
const DIMMED = 0.22;

export class CanvasView implements View {
  #scene = new Scene({ nodes: [], links: [] }, new Map());
  #camera: Camera = { x: 0, y: 0, k: 1 };
  #size: Size = { width: 1, height: 1 };
  #ratio = 1;
  #layer = new Layer();
  #pen: CanvasRenderingContext2D;
  #frame = 0;
  #movedAt = 0;
  #chosen: Thing | null = null;
  #current: Thing | null = null;
  #hovered: Thing | null = null;
  #widths = new Map<string, number>();
  #stop: (() => void)[] = [];

  constructor(
    readonly canvas: HTMLCanvasElement,
    private palette: Palette,
    private events: MapEvents,
  ) {
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("This browser has no Canvas 2D.");
    this.#pen = pen;
    const sizes = new ResizeObserver(() => this.#resize());
    sizes.observe(canvas);
    this.#stop.push(() => sizes.disconnect());
    this.#stop.push(
      watch(canvas, {
        hit: (x, y) => this.hit(x, y),
        hover: (thing, at) => this.#hover(thing, at),
        choose: (thing) => this.events.choose(thing),
        expand: (thing) => this.events.expand(thing),
        pan: (dx, dy) => this.pan(dx, dy),
        zoomAt: (factor, x, y) => this.#zoomAt(factor, x, y),
        drag: (id, x, y, done) => this.#drag(id, x, y, done),
      }),
    );
    this.#resize();
  }

  setGraph(graph: MapGraph, places: ReadonlyMap<string, Place>): void {
    this.#scene = new Scene(graph, places);
    if (this.#hovered && !this.find(this.#hovered.id)) this.#hover(null, { x: 0, y: 0 });
    this.#layer.forget();
    this.#draw();
  }

  setStyle(palette: Palette): void {
    this.palette = palette;
    this.#widths.clear();
    this.#layer.forget();
    this.#draw();
  }

  setChosen(thing: Thing | null): void {
    this.#chosen = thing;
    this.#draw();
  }

  setCurrent(thing: Thing | null): void {
    this.#current = thing;
    this.#draw();
  }

  fit(): void {
    const camera = this.#scene.fit(this.#size);
    if (camera) this.#camera = camera;
    this.#draw();
  }

  zoom(factor: number): void {
    this.#zoomAt(factor, this.#size.width / 2, this.#size.height / 2);
  }

  pan(dx: number, dy: number): void {
    const { x, y, k } = this.#camera;
    this.#moveTo({ x: x - dx / k, y: y - dy / k, k });
  }

  reveal(thing: Thing): void {
    const at = this.find(thing.id);
    if (!at) return;
    const rim = Math.min(60, this.#size.width / 4, this.#size.height / 4);
    const inside = (value: number, most: number) => Math.max(rim, Math.min(most - rim, value));
    this.pan(inside(at.x, this.#size.width) - at.x, inside(at.y, this.#size.height) - at.y);
  }

  hit(x: number, y: number): Thing | null {
    return this.#scene.hit(x, y, this.#camera, this.#size);
  }

  find(id: string): Place | null {
    return this.#scene.find(id, this.#camera, this.#size);
  }

  next(id: string | null, dx: number, dy: number): string | null {
    return this.#scene.next(id, dx, dy);
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    for (const stop of this.#stop) stop();
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.#ratio = Math.min(window.devicePixelRatio || 1, 2);
    const before = this.#size;
    this.#size = { width: Math.max(1, width), height: Math.max(1, height) };
    if (before.width > 1) {
      // what is seen stays where it is, from the corner at the top left
      this.#camera.x += (this.#size.width - before.width) / 2 / this.#camera.k;
      this.#camera.y += (this.#size.height - before.height) / 2 / this.#camera.k;
    }
    this.canvas.width = Math.round(this.#size.width * this.#ratio);
    this.canvas.height = Math.round(this.#size.height * this.#ratio);
    this.#layer.forget();
    this.#draw();
  }

  #moveTo(camera: Camera): void {
    this.#camera = camera;
    this.#movedAt = performance.now();
    this.#draw();
  }

  #zoomAt(factor: number, x: number, y: number): void {
    const { x: cx, y: cy, k } = this.#camera;
    const closer = Math.max(FARTHEST, Math.min(NEAREST, k * factor));
    const [dx, dy] = [x - this.#size.width / 2, y - this.#size.height / 2];
    this.#moveTo({ x: cx + dx / k - dx / closer, y: cy + dy / k - dy / closer, k: closer });
  }

  #hover(thing: Thing | null, at: Place): void {
    const other = this.#hovered?.id !== thing?.id;
    this.#hovered = thing;
    this.canvas.classList.toggle("over", thing !== null);
    this.events.hover(thing, at);
    if (other) this.#draw();
  }

  #drag(id: string, x: number, y: number, done: boolean): void {
    const at = this.#scene.at.get(id);
    if (at === undefined) return;
    const { x: cx, y: cy, k } = this.#camera;
    const place = { x: cx + (x - this.#size.width / 2) / k, y: cy + (y - this.#size.height / 2) / k };
    this.#scene.move(at, place.x, place.y);
    this.#layer.touch();
    this.#movedAt = performance.now();
    if (done) this.events.moved(id, place);
    this.#draw();
  }

  #draw(): void {
    if (!this.#frame) this.#frame = requestAnimationFrame(() => this.#paint());
  }

  #paint(): void {
    this.#frame = 0;
    const moving = performance.now() - this.#movedAt < MOVING_MS;
    const [pen, scene, camera, size] = [this.#pen, this.#scene, this.#camera, this.#size];
    const sharp = this.#layer.work(scene, camera, size, this.palette, this.#ratio, moving);
    pen.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    pen.fillStyle = this.palette.ground;
    pen.fillRect(0, 0, size.width, size.height);
    const marked = this.#marked();
    pen.globalAlpha = marked && marked.dim ? DIMMED : 1;
    this.#layer.show(pen, camera, size);
    pen.globalAlpha = 1;
    if (marked) this.#emphasise(marked);
    paintLabels(pen, this.#labels(moving, marked), this.palette, true);
    if (!sharp || moving) this.#draw();
    if (sharp && scene.at.size) this.canvas.dataset.drawn = `${scene.at.size} ${scene.links.length}`;
    else if (!scene.at.size) this.canvas.dataset.drawn = "0 0";
  }

  /** Return what is chosen or under the pointer, with what hangs on it. */
  #marked(): Marked | null {
    const [scene, thing] = [this.#scene, this.#chosen ?? this.#current ?? this.#hovered];
    if (!thing) return null;
    const dim = thing === this.#chosen;
    if (thing.kind === "tie") {
      const link = scene.linkAt.get(thing.id);
      return link ? { nodes: [link.source, link.target], links: [link], dim } : null;
    }
    const at = scene.at.get(thing.id);
    if (at === undefined) return null;
    const links = (scene.near[at]?.length ?? 0) ? scene.order.filter((link) => link.source === at || link.target === at) : [];
    const nodes = [...new Set([at, ...(scene.near[at] ?? [])])];
    return { nodes, links, dim: dim && nodes.length > 1 };
  }

  #emphasise(marked: Marked): void {
    const [pen, scene, camera, size, palette] = [this.#pen, this.#scene, this.#camera, this.#size, this.palette];
    if (marked.links.length === 1) this.#halo(marked.links[0] as MapLink);
    for (const _ of paintLinks(pen, scene, marked.links, camera, size, palette));
    for (const _ of paintNodes(pen, scene, marked.nodes, camera, size, palette));
    for (const [thing, width] of [[this.#chosen, 3], [this.#current, 2], [this.#hovered, 1.5]] as const) {
      const at = thing?.kind === "actor" ? scene.at.get(thing.id) : undefined;
      if (at === undefined) continue;
      pen.beginPath();
      outline(pen, scene.node(at).type, scene.screenX(at, camera, size), scene.screenY(at, camera, size), scene.radius(at, camera) + 3.5);
      pen.strokeStyle = palette.focus;
      pen.lineWidth = width;
      pen.stroke();
    }
  }

  #halo(link: MapLink): void {
    const [pen, curve] = [this.#pen, { x0: 0, y0: 0, cx: 0, cy: 0, x1: 0, y1: 0 }];
    if (!this.#scene.curve(link, this.#camera, this.#size, curve)) return;
    pen.beginPath();
    pen.moveTo(curve.x0, curve.y0);
    pen.quadraticCurveTo(curve.cx, curve.cy, curve.x1, curve.y1);
    pen.strokeStyle = this.palette.focus;
    pen.globalAlpha = 0.35;
    pen.lineWidth = link.look.width + 8;
    pen.stroke();
    pen.globalAlpha = 1;
  }

  #labels(moving: boolean, marked: Marked | null): Label[] {
    const first = new Set((marked?.nodes ?? []).slice(0, 60).map((at) => this.#scene.node(at).id));
    const labels = placeLabels(this.#scene, this.#camera, this.#size, this.#measure, {
      most: moving ? LABELS_MOVING : LABELS_STILL,
      lines: !moving,
      first,
    });
    if (!marked?.dim) return labels;
    const lit = new Set(marked.links.map((link) => link.id));
    return labels.filter((label) => first.has(label.id) || lit.has(label.id));
  }

  #measure = (words: string, px: number): number => {
    const key = `${px} ${words}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      this.#pen.font = `${px}px ${this.palette.font}`;
      width = this.#pen.measureText(words).width;
      this.#widths.set(key, width);
    }
    return width;
  };
}

interface Marked {
  readonly nodes: readonly number[];
  readonly links: readonly MapLink[];
  /** Whether all else steps back. */
  readonly dim: boolean;
}
