/** Offsets of the API count code points; strings of the page count UTF-16 units. Here one becomes the other. */
import type { Span } from "../api/records";

const BEYOND = /[\ud800-\udbff]/;

/** Turns offsets in code points into places in one string. */
export class Points {
  readonly #units: Uint32Array | null;

  constructor(readonly text: string) {
    this.#units = BEYOND.test(text) ? unitsOf(text) : null;
  }

  /** Return where a code point stands in the string; beyond its end, its end. */
  at(point: number): number {
    const wanted = Math.max(0, point);
    if (!this.#units) return Math.min(wanted, this.text.length);
    return this.#units[wanted] ?? this.text.length;
  }

  /** Return the words of a span. */
  cut(span: Span): string {
    return this.text.slice(this.at(span.start), this.at(span.end));
  }
}

function unitsOf(text: string): Uint32Array {
  const units: number[] = [];
  for (let at = 0; at < text.length; at += text.codePointAt(at)! > 0xffff ? 2 : 1) units.push(at);
  return Uint32Array.from(units);
}

export interface Piece {
  readonly words: string;
  readonly marked: boolean;
}

/** Cut a text at marks that may touch or overlap; what no mark covers is not marked. */
export function pieces(text: string, marks: readonly Span[]): Piece[] {
  const points = new Points(text);
  const spans = marks.map((one) => [points.at(one.start), points.at(one.end)] as const).sort((a, b) => a[0] - b[0]);
  const found: Piece[] = [];
  let at = 0;
  for (const [start, end] of spans) {
    const from = Math.max(start, at);
    if (end <= from) continue;
    if (from > at) found.push({ words: text.slice(at, from), marked: false });
    found.push({ words: text.slice(from, end), marked: true });
    at = end;
  }
  if (at < text.length) found.push({ words: text.slice(at), marked: false });
  return found;
}
