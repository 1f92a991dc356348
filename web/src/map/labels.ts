/** Choose where words stand so that none covers another: actors with most ties first, then the words on lines. */
import type { Camera, Curve, Scene, Size } from "./scene";
import { along } from "./scene";

export interface Label {
  readonly words: string;
  readonly x: number;
  readonly y: number;
  readonly kind: "actor" | "unnamed" | "tie";
  readonly id: string;
}

export interface Wish {
  /** At most so many names of actors. */
  readonly most: number;
  /** Whether words stand on the lines too. */
  readonly lines: boolean;
  /** Named before all others. */
  readonly first: ReadonlySet<string>;
}

export const ACTOR_PX = 12;
export const TIE_PX = 10.5;
const LINE_WORDS_FROM = 0.75;
const LINE_WORDS_MOST = 160;
const MUST = 30;
const CELL = 64;

/** Remember boxes that are taken, by cells of a grid. */
class Taken {
  #cells = new Map<number, [number, number, number, number][]>();

  /** Tell whether a box is free, and take it if it is; `always` takes it whatever stands there. */
  take(left: number, top: number, right: number, bottom: number, always = false): boolean {
    const cells: number[] = [];
    for (let cx = Math.floor(left / CELL); cx <= Math.floor(right / CELL); cx += 1)
      for (let cy = Math.floor(top / CELL); cy <= Math.floor(bottom / CELL); cy += 1) cells.push(cx * 8192 + cy);
    if (!always)
      for (const cell of cells)
        for (const box of this.#cells.get(cell) ?? [])
          if (box[0] < right && box[2] > left && box[1] < bottom && box[3] > top) return false;
    for (const cell of cells) {
      const held = this.#cells.get(cell);
      if (held) held.push([left, top, right, bottom]);
      else this.#cells.set(cell, [[left, top, right, bottom]]);
    }
    return true;
  }
}

/** Return the labels of what is seen, as middle points; `measure` gives the width of words at a size in pixels. */
export function placeLabels(
  scene: Scene,
  camera: Camera,
  size: Size,
  measure: (words: string, px: number) => number,
  wish: Wish,
): Label[] {
  const isSeen = (at: number) => {
    const [x, y] = [scene.screenX(at, camera, size), scene.screenY(at, camera, size)];
    return x > -80 && y > -20 && x < size.width + 80 && y < size.height + 20;
  };
  const seen = [...wish.first].flatMap((id) => scene.at.get(id) ?? []).filter(isSeen);
  const many = wish.most * 6;
  for (const at of scene.ranked) {
    if (seen.length >= many) break;
    if (!wish.first.has(scene.node(at).id) && isSeen(at)) seen.push(at);
  }
  const taken = new Taken();
  // the names of those with most ties may cover small actors, never other names
  const names = new Taken();
  for (const at of seen) {
    const r = scene.radius(at, camera) * 0.8;
    const [x, y] = [scene.screenX(at, camera, size), scene.screenY(at, camera, size)];
    taken.take(x - r, y - r, x + r, y + r, true);
  }
  const found: Label[] = [];
  let tried = 0;
  for (const at of seen) {
    if (found.length >= wish.most) break;
    tried += 1;
    const node = scene.node(at);
    const half = measure(node.name, ACTOR_PX) / 2 + 2;
    const [x, y, r] = [scene.screenX(at, camera, size), scene.screenY(at, camera, size), scene.radius(at, camera)];
    const spots = [[0, r + 9], [0, -r - 9], [half + r + 4, 0], [-half - r - 4, 0]] as const;
    // words that would be cut off at the rim stand on another side of their actor, or nowhere
    const inside = (spot: readonly [number, number]) =>
      x + spot[0] - half >= 0 && x + spot[0] + half <= size.width && y + spot[1] - 7.5 >= 0 && y + spot[1] + 7.5 <= size.height;
    const fits = (held: Taken) => (spot: readonly [number, number]) =>
      inside(spot) &&
      held.take(x + spot[0] - half, y + spot[1] - 7.5, x + spot[0] + half, y + spot[1] + 7.5);
    const spot = spots.find(fits(taken)) ?? (tried <= MUST || wish.first.has(node.id) ? spots.find(fits(names)) : undefined);
    if (spot) {
      const [dx, dy] = spot;
      const box = [x + dx - half, y + dy - 7.5, x + dx + half, y + dy + 7.5] as const;
      taken.take(...box, true);
      names.take(...box, true);
      found.push({ words: node.name, x: x + dx, y: y + dy, kind: node.named ? "actor" : "unnamed", id: node.id });
    }
  }
  if (wish.lines && camera.k >= LINE_WORDS_FROM) found.push(...onLines(scene, camera, size, measure, taken));
  return found;
}

function onLines(
  scene: Scene,
  camera: Camera,
  size: Size,
  measure: (words: string, px: number) => number,
  taken: Taken,
): Label[] {
  const found: Label[] = [];
  const curve: Curve = { x0: 0, y0: 0, cx: 0, cy: 0, x1: 0, y1: 0 };
  let tried = 0;
  for (const link of scene.links.slice(0, LINE_WORDS_MOST * 4)) {
    if (!link.look.mark || !scene.curve(link, camera, size, curve)) continue;
    const [x, y] = [along(curve.x0, curve.cx, curve.x1, 0.5), along(curve.y0, curve.cy, curve.y1, 0.5)];
    taken.take(x - 8, y - 8, x + 8, y + 8, true);
  }
  // links come strongest first
  for (const link of scene.links) {
    if (tried >= LINE_WORDS_MOST) break;
    if (!scene.curve(link, camera, size, curve)) continue;
    tried += 1;
    const half = measure(link.words, TIE_PX) / 2 + 2;
    if (Math.hypot(curve.x1 - curve.x0, curve.y1 - curve.y0) < half * 1.4) continue;
    const share = [0.5, 0.4, 0.6, 0.3, 0.7].find((t) => {
      const [x, y] = [along(curve.x0, curve.cx, curve.x1, t), along(curve.y0, curve.cy, curve.y1, t)];
      return taken.take(x - half, y - 6.5, x + half, y + 6.5);
    });
    if (share === undefined) continue;
    const [x, y] = [along(curve.x0, curve.cx, curve.x1, share), along(curve.y0, curve.cy, curve.y1, share)];
    found.push({ words: link.words, x, y, kind: "tie", id: link.id });
  }
  return found;
}
