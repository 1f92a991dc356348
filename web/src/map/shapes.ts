/** The outlines of actors and of the heads of ties, as points; drawn on the canvas and written into SVG alike. */
import type { Curve } from "./scene";
import type { Sign } from "./look";

export type Outline = { readonly round: number } | { readonly corners: readonly (readonly [number, number])[] };

/** Return the outline of a kind of actor round (0, 0): what it is shows without colour. */
export function outlineOf(type: string, r: number): Outline {
  switch (type) {
    case "person":
      return { round: r };
    case "organization":
      return { corners: square(r * 0.88) };
    case "state":
      return { corners: ring(6, r * 1.1, 0) };
    case "place":
      return { corners: [[0, r * 1.05], [-r, -r * 0.75], [r, -r * 0.75]] };
    case "event":
      return { corners: [[0, -r * 1.15], [r * 1.15, 0], [0, r * 1.15], [-r * 1.15, 0]] };
    default:
      return { corners: square(r * 0.68) };
  }
}

const square = (r: number): [number, number][] => [[-r, -r], [r, -r], [r, r], [-r, r]];

function ring(many: number, r: number, turn: number): [number, number][] {
  return Array.from({ length: many }, (_, at) => {
    const angle = turn + (at * 2 * Math.PI) / many;
    return [r * Math.cos(angle), r * Math.sin(angle)];
  });
}

/** How thick the head of a tie is drawn. */
export const headWidth = (sign: Sign): number => (sign === "hostile" ? 2.4 : 1.5);
/** The round ground of the mark in the middle of a line, and its letters, in pixels. */
export const MARK = { radius: 7, letters: 12 };
/** How thick the outline of an actor is drawn. */
export const RIM = 1.3;

export interface Head {
  readonly points: readonly number[];
  /** Filled for a friendly tie, a bar for a hostile one, an open angle for neither. */
  readonly filled: boolean;
}

/** Return the head at the end of a line, as x, y, x, y …; `back` puts it at the start. */
export function headOf(curve: Curve, sign: Sign, width: number, back = false): Head {
  const [x, y] = back ? [curve.x0, curve.y0] : [curve.x1, curve.y1];
  let [ux, uy] = [x - curve.cx, y - curve.cy];
  const length = Math.hypot(ux, uy) || 1;
  ux /= length;
  uy /= length;
  const long = 6.5 + width;
  const wide = 3.2 + width * 0.6;
  if (sign === "hostile") {
    const bar = wide + 1.6;
    return { points: [x - uy * bar, y + ux * bar, x + uy * bar, y - ux * bar], filled: false };
  }
  const [bx, by] = [x - ux * long, y - uy * long];
  return { points: [bx - uy * wide, by + ux * wide, x, y, bx + uy * wide, by - ux * wide], filled: sign === "friendly" };
}
