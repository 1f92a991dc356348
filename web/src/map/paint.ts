/** Paint a scene on a canvas, in portions, so that no portion holds up the page. */
import { ACTOR_PX, TIE_PX, type Label } from "./labels";
import { capOf, type Sign } from "./look";
import { along, type Camera, type Curve, type Scene, type Size } from "./scene";
import { headOf, headWidth, MARK, outlineOf, RIM } from "./shapes";
import type { MapLink, Palette } from "./view";

type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

const HEADS_FROM = 0.28;
/** Lines in one stroke at most. */
const PORTION = 40;
const MARKS_FROM = 0.3;

/** Return the colour of a sign. */
export const colourOf = (sign: Sign, palette: Palette): string => palette[sign];

/** Paint lines, then heads and marks, then actors; yields how many things it has painted since it yielded last. */
export function* paint(pen: Pen, scene: Scene, camera: Camera, size: Size, palette: Palette): Generator<number> {
  yield* paintLinks(pen, scene, scene.order, camera, size, palette);
  yield* paintNodes(pen, scene, [...scene.at.values()], camera, size, palette);
}

/** Paint faint hairs in place of lines, and actors: what stands in for the map while it moves too fast to be read. */
export function* sketch(pen: Pen, scene: Scene, camera: Camera, size: Size, palette: Palette): Generator<number> {
  const curve: Curve = { x0: 0, y0: 0, cx: 0, cy: 0, x1: 0, y1: 0 };
  pen.strokeStyle = palette.neutral;
  pen.lineWidth = 1;
  let open = 0;
  for (const link of scene.order) {
    if (!scene.curve(link, camera, size, curve) || !clip(curve, size)) continue;
    if (!open) pen.beginPath();
    pen.moveTo(curve.x0, curve.y0);
    pen.lineTo(curve.x1, curve.y1);
    open += 1;
    if (open < PORTION) continue;
    faintly(pen);
    yield open / 3;
    open = 0;
  }
  if (open) faintly(pen);
  yield open / 3;
  yield* paintNodes(pen, scene, [...scene.at.values()], camera, size, palette);
}

function faintly(pen: Pen): void {
  pen.globalAlpha = 0.35;
  pen.stroke();
  pen.globalAlpha = 1;
}

/** Paint lines of which those with one look stand together. */
export function* paintLinks(
  pen: Pen,
  scene: Scene,
  links: readonly MapLink[],
  camera: Camera,
  size: Size,
  palette: Palette,
): Generator<number> {
  const curve: Curve = { x0: 0, y0: 0, cx: 0, cy: 0, x1: 0, y1: 0 };
  const heads = camera.k >= HEADS_FROM;
  const thin = Math.min(1, 0.45 + camera.k * 0.7);
  let [key, open] = ["", 0];
  const close = () => {
    if (open) pen.stroke();
    pen.setLineDash([]);
  };
  for (const link of links) {
    if (link.look.key !== key || open >= PORTION) {
      if (open) close();
      if (open >= PORTION) yield open;
      [key, open] = [link.look.key, 0];
      pen.beginPath();
      pen.strokeStyle = colourOf(link.look.sign, palette);
      pen.lineWidth = link.look.width * thin;
      // from afar dashes cannot be told apart and cost most
      if (heads) pen.setLineDash(link.look.dash as number[]);
      pen.lineCap = capOf(link.look);
    }
    if (!scene.curve(link, camera, size, curve)) continue;
    const straight = link.bend === 0 && link.source !== link.target;
    if (straight && !clip(curve, size)) continue;
    pen.moveTo(curve.x0, curve.y0);
    if (straight) pen.lineTo(curve.x1, curve.y1);
    else pen.quadraticCurveTo(curve.cx, curve.cy, curve.x1, curve.y1);
    open += 1;
  }
  close();
  yield open;
  if (heads) yield* paintHeads(pen, scene, links, camera, size, palette);
  pen.lineCap = "butt";
}

/** Cut a straight line to the window: dashes far outside cost as much as those that are seen. False where none is left. */
function clip(curve: Curve, size: Size): boolean {
  const { x0, y0, x1, y1 } = curve;
  const [dx, dy] = [x1 - x0, y1 - y0];
  let [from, to] = [0, 1];
  const sides = [-dx, x0 + 8, dx, size.width + 8 - x0, -dy, y0 + 8, dy, size.height + 8 - y0];
  for (let at = 0; at < 8; at += 2) {
    const [p, q] = [sides[at] as number, sides[at + 1] as number];
    if (p === 0 && q < 0) return false;
    if (p < 0) from = Math.max(from, q / p);
    else if (p > 0) to = Math.min(to, q / p);
  }
  if (from > to) return false;
  curve.x0 = x0 + from * dx;
  curve.y0 = y0 + from * dy;
  curve.x1 = x0 + to * dx;
  curve.y1 = y0 + to * dy;
  return true;
}

function* paintHeads(
  pen: Pen,
  scene: Scene,
  links: readonly MapLink[],
  camera: Camera,
  size: Size,
  palette: Palette,
): Generator<number> {
  const curve: Curve = { x0: 0, y0: 0, cx: 0, cy: 0, x1: 0, y1: 0 };
  const marks = camera.k >= MARKS_FROM;
  let done = 0;
  for (const link of links) {
    if (!scene.curve(link, camera, size, curve)) continue;
    const { look } = link;
    pen.strokeStyle = pen.fillStyle = colourOf(look.sign, palette);
    for (const back of look.both ? [false, true] : [false]) {
      const { points, filled } = headOf(curve, look.sign, look.width, back);
      const [hx, hy] = [points[0] as number, points[1] as number];
      if (hx < -20 || hy < -20 || hx > size.width + 20 || hy > size.height + 20) continue;
      pen.beginPath();
      pen.moveTo(hx, hy);
      for (let at = 2; at < points.length; at += 2) pen.lineTo(points[at] as number, points[at + 1] as number);
      pen.lineWidth = headWidth(look.sign);
      if (filled) pen.fill();
      else pen.stroke();
    }
    if (marks && look.mark) {
      const [x, y] = [along(curve.x0, curve.cx, curve.x1, 0.5), along(curve.y0, curve.cy, curve.y1, 0.5)];
      if (x > -9 && y > -9 && x < size.width + 9 && y < size.height + 9) {
        paintMark(pen, look.mark, x, y, palette);
        done += 6;
      }
    }
    done += 3;
    if (done >= 100) {
      yield done;
      done = 0;
    }
  }
  yield done;
}

function paintMark(pen: Pen, mark: string, x: number, y: number, palette: Palette): void {
  pen.beginPath();
  pen.arc(x, y, MARK.radius, 0, 2 * Math.PI);
  pen.fillStyle = palette.ground;
  pen.fill();
  pen.fillStyle = palette.text;
  pen.font = `bold ${MARK.letters}px ${palette.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(mark, x, y);
}

/** Paint some actors. */
export function* paintNodes(
  pen: Pen,
  scene: Scene,
  some: readonly number[],
  camera: Camera,
  size: Size,
  palette: Palette,
): Generator<number> {
  let done = 0;
  pen.lineWidth = camera.k < 0.35 ? 0.8 : RIM;
  const kinds = [...new Set(some.map((at) => scene.node(at).type))];
  for (const kind of kinds) {
    pen.fillStyle = kind === "state" ? palette.state : palette.panel;
    pen.strokeStyle = palette.text;
    pen.beginPath();
    let open = 0;
    for (const at of some) {
      if (scene.node(at).type !== kind) continue;
      const [x, y, r] = [scene.screenX(at, camera, size), scene.screenY(at, camera, size), scene.radius(at, camera)];
      if (x < -r || y < -r || x > size.width + r || y > size.height + r) continue;
      outline(pen, kind, x, y, r);
      open += 1;
      if (open % 75 === 0) {
        pen.fill();
        pen.stroke();
        yield 150;
        pen.beginPath();
      }
    }
    pen.fill();
    pen.stroke();
    done += open;
  }
  yield done % 75;
}

/** Add the outline of an actor to the path. */
export function outline(pen: Pen, kind: string, x: number, y: number, r: number): void {
  const shape = outlineOf(kind, r);
  if ("round" in shape) {
    pen.moveTo(x + shape.round, y);
    pen.arc(x, y, shape.round, 0, 2 * Math.PI);
    return;
  }
  shape.corners.forEach(([dx, dy], at) => (at ? pen.lineTo(x + dx, y + dy) : pen.moveTo(x + dx, y + dy)));
  pen.closePath();
}

/** Paint words with a rim in the colour of the ground. */
export function paintLabels(pen: Pen, labels: readonly Label[], palette: Palette, rim = true): void {
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.strokeStyle = palette.ground;
  pen.lineWidth = 3.5;
  for (const label of labels) {
    pen.font = fontOf(label, palette);
    if (rim) pen.strokeText(label.words, label.x, label.y);
    pen.fillStyle = label.kind === "actor" ? palette.text : palette.quiet;
    pen.fillText(label.words, label.x, label.y);
  }
}

const fontOf = (label: Label, palette: Palette): string =>
  label.kind === "tie" ? `${TIE_PX}px ${palette.font}` : `${label.kind === "unnamed" ? "italic " : ""}${ACTOR_PX}px ${palette.font}`;
