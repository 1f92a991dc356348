/** The axis of time: which days are in view, where a day stands, and where its ticks are. */
import { scaleUtc } from "d3-scale";
import type { Timeline } from "../api/records";

export const DAY = 86_400_000;
/** No window is narrower than two weeks: nothing told is finer than a day. */
const LEAST = 14 * DAY;

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Return a day of the API as milliseconds; the years before 1 AD are none that documents of news tell of. */
export function dayOf(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`);
}

/** Return the day of an instant, as an address holds it. */
export function isoOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Return the window that shows all that is dated, with room at both ends for what is open. */
export function wholeOf(answer: Timeline): Window {
  const from = answer.first ? dayOf(answer.first) : dayOf("2000-01-01");
  const to = (answer.last ? dayOf(answer.last) : dayOf("2020-01-01")) + DAY;
  const room = Math.max(LEAST / 2, (to - from) * 0.05);
  return { from: from - room, to: to + room };
}

/** Read a window from the address: two days with a slash between; null where it is none. */
export function readWindow(words: string | null): Window | null {
  const [from, to] = (words ?? "").split("/").map((one) => (/^-?\d{4,6}-\d\d-\d\d$/.test(one) ? dayOf(one) : Number.NaN));
  if (from === undefined || to === undefined || !(to - from >= LEAST / 2)) return null;
  return { from, to };
}

export const writeWindow = (one: Window): string => `${isoOf(one.from)}/${isoOf(one.to)}`;

/** Return a window `factor` times as long round an instant, no wider than three times all that is dated. */
export function zoom(one: Window, factor: number, whole: Window, at = (one.from + one.to) / 2): Window {
  const now = one.to - one.from;
  const length = Math.min(Math.max(now * factor, LEAST), (whole.to - whole.from) * 3);
  const part = (at - one.from) / now;
  return { from: at - length * part, to: at + length * (1 - part) };
}

/** Return a window moved by a part of its length. */
export function move(one: Window, part: number): Window {
  const by = (one.to - one.from) * part;
  return { from: one.from + by, to: one.to + by };
}

export interface Axis {
  readonly width: number;
  readonly x: (at: number) => number;
  readonly at: (x: number) => number;
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
}

/** Lay a window over a width. */
export function makeAxis(one: Window, width: number): Axis {
  const scale = scaleUtc([new Date(one.from), new Date(one.to)], [0, width]);
  const label = scale.tickFormat();
  const ticks = scale.ticks(Math.max(2, Math.floor(width / 90))).map((tick) => ({ x: scale(tick), label: label(tick) }));
  return { width, x: (at) => scale(new Date(at)), at: (x) => scale.invert(x).getTime(), ticks };
}
