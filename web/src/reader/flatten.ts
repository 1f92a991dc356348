/** Lay marks that nest and overlap flat: stretches in order, each with what lies over it. No arcs, no layers. */
import type { Span } from "../api/records";
import type { CodeText } from "./codepoints";

export interface Marked<T> {
  readonly span: Span;
  readonly of: T;
}

export interface Stretch<T> {
  readonly start: number;
  readonly words: string;
  /** What lies over these words, the longest first. */
  readonly over: readonly T[];
}

/** Return `whole` cut where a mark begins or ends; marks are clipped to it, empty ones left out. */
export function flatten<T>(text: CodeText, whole: Span, marks: readonly Marked<T>[]): Stretch<T>[] {
  const inside = marks
    .map(({ span, of }) => ({ start: Math.max(span.start, whole.start), end: Math.min(span.end, whole.end), of }))
    .filter((one) => one.start < one.end)
    .sort((one, other) => other.end - other.start - (one.end - one.start));
  const cuts = [...new Set([whole.start, whole.end, ...inside.flatMap((one) => [one.start, one.end])])].sort((a, b) => a - b);
  const place = new Map(cuts.map((cut, at) => [cut, at]));
  const over: T[][] = cuts.map(() => []);
  for (const one of inside)
    for (let at = place.get(one.start) as number; (cuts[at] as number) < one.end; at++) (over[at] as T[]).push(one.of);
  return cuts.slice(0, -1).map((start, at) => ({
    start,
    words: text.slice(start, cuts[at + 1] as number),
    over: over[at] as T[],
  }));
}
