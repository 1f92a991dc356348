/** Place ties in years: the bars and the map are made of the same ties by the same rule. */
import type { NetworkTie } from "../api/records";

/** A stretch of years, both ends in it. */
export interface Years {
  readonly from: number;
  readonly to: number;
}

export interface YearBar {
  readonly year: number;
  /** Ties that are certainly attested in that year. */
  readonly sure: number;
  /** Ties whose claims may speak of that year, beyond those. */
  readonly may: number;
}

/** Read `1990..2005` or `1990`; null for anything else. */
export function readYears(words: string | null): Years | null {
  const found = /^(-?\d{1,4})(?:\.\.(-?\d{1,4}))?$/.exec(words ?? "");
  if (!found) return null;
  const from = Number(found[1]);
  const to = found[2] === undefined ? from : Number(found[2]);
  return from <= to ? { from, to } : { from: to, to: from };
}

export const writeYears = (years: Years): string => `${years.from}..${years.to}`;

const yearOf = (day: string | null): number | null => {
  const found = day === null ? NaN : parseInt(day, 10);
  return Number.isNaN(found) ? null : found;
};

interface Reach {
  readonly sure: readonly [number, number] | null;
  readonly may: readonly [number, number] | null;
}

/** Return the years in which a tie is certainly attested, and those of which it may speak; an open side is infinite. */
export function reachOf(tie: Pick<NetworkTie, "first" | "last" | "may_from" | "may_to">): Reach {
  const [first, last] = [yearOf(tie.first), yearOf(tie.last)];
  const [from, to] = [yearOf(tie.may_from), yearOf(tie.may_to)];
  return {
    sure: first === null && last === null ? null : [first ?? -Infinity, last ?? Infinity],
    may: from === null && to === null ? null : [from ?? -Infinity, to ?? Infinity],
  };
}

const meets = (stretch: readonly [number, number] | null, years: Years): boolean =>
  stretch !== null && stretch[0] <= years.to && stretch[1] >= years.from;

/** Tell whether nothing about a tie is dated. */
export function isUndated(tie: NetworkTie): boolean {
  const reach = reachOf(tie);
  return reach.sure === null && reach.may === null;
}

/** Tell whether a tie is drawn under a window; `undated` is what is done with ties that no date places. */
export function inYears(tie: NetworkTie, years: Years | null, undated: boolean): boolean {
  if (years === null) return true;
  const reach = reachOf(tie);
  if (reach.sure === null && reach.may === null) return undated;
  return meets(reach.sure, years) || meets(reach.may, years);
}

/** Return the years that ties tell of, from the first to the last; empty where nothing is dated. */
export function countYears(ties: Iterable<NetworkTie>): YearBar[] {
  const reaches = [...ties].map(reachOf);
  const told = reaches.flatMap(({ sure, may }) => [...(sure ?? []), ...(may ?? [])]).filter(Number.isFinite);
  if (!told.length) return [];
  const low = told.reduce((a, b) => Math.min(a, b));
  const high = told.reduce((a, b) => Math.max(a, b));
  const sures = new Array<number>(high - low + 2).fill(0);
  const mays = new Array<number>(high - low + 2).fill(0);
  const add = (into: number[], from: number, to: number, by: number) => {
    const [start, end] = [Math.max(from, low) - low, Math.min(to, high) - low];
    if (start > end) return;
    into[start] = (into[start] ?? 0) + by;
    into[end + 1] = (into[end + 1] ?? 0) - by;
  };
  for (const { sure, may } of reaches) {
    if (sure) add(sures, sure[0], sure[1], 1);
    if (may) add(mays, may[0], may[1], 1);
    // a year that is both is counted as sure
    if (sure && may) add(mays, Math.max(sure[0], may[0]), Math.min(sure[1], may[1]), -1);
  }
  const bars: YearBar[] = [];
  let [sure, may] = [0, 0];
  for (let at = 0; at <= high - low; at += 1) {
    sure += sures[at] ?? 0;
    may += mays[at] ?? 0;
    bars.push({ year: low + at, sure, may });
  }
  return bars;
}
