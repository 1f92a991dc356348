/** Write the map as an SVG file, and as a PNG, with a caption that says what it is; both hold what the canvas draws. */
import { tieLine } from "../lib/wording";
import { ACTOR_PX, placeLabels, TIE_PX, type Label } from "./labels";
import { capOf, shown } from "./look";
import { colourOf, paint, paintLabels } from "./paint";
import { along, Scene, type Camera, type Curve, type Size } from "./scene";
import { headOf, headWidth, MARK, outlineOf, RIM } from "./shapes";
import type { MapGraph, MapLink, Palette, Place } from "./view";

const WIDTH = 1400;
const HEIGHT = 900;
const CAPTION_LINE = 18;
const LABELS = 400;

export interface Picture {
  readonly graph: MapGraph;
  readonly places: ReadonlyMap<string, Place>;
  readonly palette: Palette;
  /** Lines below the picture: that ties are claims, the dates and filters asked, how much is shown. */
  readonly caption: readonly string[];
}

const escape = (words: string): string =>
  words.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
const n = (value: number): string => (Math.round(value * 10) / 10).toString();

interface Prepared {
  readonly scene: Scene;
  readonly camera: Camera;
  readonly size: Size;
  readonly labels: Label[];
}

function prepare(picture: Picture): Prepared {
  const scene = new Scene(picture.graph, picture.places);
  const size = { width: WIDTH, height: HEIGHT };
  const camera = scene.fit(size, 2.2) ?? { x: 0, y: 0, k: 1 };
  const pen = document.createElement("canvas").getContext("2d");
  const measure = (words: string, px: number) => {
    if (!pen) return words.length * px * 0.55;
    pen.font = `${px}px ${picture.palette.font}`;
    return pen.measureText(words).width;
  };
  return { scene, camera, size, labels: placeLabels(scene, camera, size, measure, { most: LABELS, lines: true, first: new Set() }) };
}

/** Return the map as a file of SVG; every tie has its say-so in its title. */
export function writeSvg(picture: Picture): string {
  const { scene, camera, size, labels } = prepare(picture);
  const { palette, caption } = picture;
  const curve: Curve = { x0: 0, y0: 0, cx: 0, cy: 0, x1: 0, y1: 0 };
  const lines = scene.order.flatMap((link) => (scene.curve(link, camera, size, curve) ? [lineOf(link, curve, palette)] : []));
  const nodes = [...scene.at.values()].map((at) => {
    const [x, y, r] = [scene.screenX(at, camera, size), scene.screenY(at, camera, size), scene.radius(at, camera)];
    return nodeOf(scene.node(at).type, scene.node(at).name, x, y, r, palette);
  });
  const words = labels.map((label) => {
    const [px, fill] = label.kind === "tie" ? [TIE_PX, palette.quiet] : [ACTOR_PX, label.kind === "actor" ? palette.text : palette.quiet];
    const slant = label.kind === "unnamed" ? ' font-style="italic"' : "";
    return `<text x="${n(label.x)}" y="${n(label.y)}" font-size="${px}" fill="${fill}"${slant}>${escape(label.words)}</text>`;
  });
  const foot = caption.map(
    (line, at) => `<text x="12" y="${HEIGHT + CAPTION_LINE * (at + 1)}" font-size="12" fill="${palette.quiet}">${escape(shown(line, 400))}</text>`,
  );
  const height = HEIGHT + CAPTION_LINE * (caption.length + 1);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="${escape(palette.font)}">`,
    `<title>${escape(caption[0] ?? "Network of claims")}</title><desc>${escape(caption.slice(1).join(" "))}</desc>`,
    `<rect width="${WIDTH}" height="${height}" fill="${palette.ground}"/>`,
    ...lines,
    ...nodes,
    `<g text-anchor="middle" dominant-baseline="central" paint-order="stroke" stroke="${palette.ground}" stroke-width="3.5" stroke-linejoin="round">`,
    ...words,
    "</g>",
    ...foot,
    "</svg>",
  ].join("\n");
}

/** Return the map as an element of the page. */
export function drawSvg(picture: Picture): SVGElement {
  const drawn = new DOMParser().parseFromString(writeSvg(picture), "image/svg+xml").documentElement;
  return document.importNode(drawn, true) as unknown as SVGElement;
}

function lineOf(link: MapLink, curve: Curve, palette: Palette): string {
  const { look } = link;
  const colour = colourOf(look.sign, palette);
  const dash = look.dash.length ? ` stroke-dasharray="${look.dash.join(" ")}"` : "";
  const cap = capOf(look) === "round" ? ' stroke-linecap="round"' : "";
  const path = `M${n(curve.x0)} ${n(curve.y0)}Q${n(curve.cx)} ${n(curve.cy)} ${n(curve.x1)} ${n(curve.y1)}`;
  const heads = (look.both ? [false, true] : [false]).map((back) => {
    const { points, filled } = headOf(curve, look.sign, look.width, back);
    const at = Array.from({ length: points.length / 2 }, (_, i) => `${n(points[i * 2] as number)},${n(points[i * 2 + 1] as number)}`);
    const wide = headWidth(look.sign);
    return filled
      ? `<polygon points="${at.join(" ")}" fill="${colour}"/>`
      : `<polyline points="${at.join(" ")}" fill="none" stroke="${colour}" stroke-width="${wide}"/>`;
  });
  const [x, y] = [along(curve.x0, curve.cx, curve.x1, 0.5), along(curve.y0, curve.cy, curve.y1, 0.5)];
  const mark = look.mark
    ? `<circle cx="${n(x)}" cy="${n(y)}" r="${MARK.radius}" fill="${palette.ground}"/><text x="${n(x)}" y="${n(y)}" text-anchor="middle" dominant-baseline="central" font-size="${MARK.letters}" font-weight="bold" fill="${palette.text}">${look.mark}</text>`
    : "";
  const title = `<title>${escape(shown(tieLine(link.tie), 600))}</title>`;
  return `<g>${title}<path d="${path}" fill="none" stroke="${colour}" stroke-width="${look.width}"${dash}${cap}/>${heads.join("")}${mark}</g>`;
}

function nodeOf(type: string, name: string, x: number, y: number, r: number, palette: Palette): string {
  const shape = outlineOf(type, r);
  const paints = `fill="${type === "state" ? palette.state : palette.panel}" stroke="${palette.text}" stroke-width="${RIM}"`;
  const title = `<title>${escape(shown(`${name} (${type})`, 200))}</title>`;
  if ("round" in shape) return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(shape.round)}" ${paints}>${title}</circle>`;
  const points = shape.corners.map(([dx, dy]) => `${n(x + dx)},${n(y + dy)}`).join(" ");
  return `<polygon points="${points}" ${paints}>${title}</polygon>`;
}

/** Return the map as a PNG of twice the size, with its caption. */
export function writePng(picture: Picture): Promise<Blob> {
  const { scene, camera, size, labels } = prepare(picture);
  const height = HEIGHT + CAPTION_LINE * (picture.caption.length + 1);
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH * 2;
  canvas.height = height * 2;
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.reject(new Error("This browser has no Canvas 2D."));
  pen.scale(2, 2);
  pen.fillStyle = picture.palette.ground;
  pen.fillRect(0, 0, WIDTH, height);
  for (const _ of paint(pen, scene, camera, size, picture.palette));
  paintLabels(pen, labels, picture.palette);
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  pen.font = `12px ${picture.palette.font}`;
  pen.fillStyle = picture.palette.quiet;
  picture.caption.forEach((line, at) => pen.fillText(shown(line, 240), 12, HEIGHT + CAPTION_LINE * (at + 1)));
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("The picture could not be made."))), "image/png"),
  );
}

/** Hand a file to the browser's downloads. */
export function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
