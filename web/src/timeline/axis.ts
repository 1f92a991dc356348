/** The axis of time: which days are in view, where a day stands, and where its ticks are. */
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

/** Say a day as finely as a window needs it: the year alone where centuries are in view. */
export function dayIn({ from, to }: Window, at: number): string {
  if (to - from < 36_525 * DAY) return isoOf(at);
  const year = new Date(at).getUTCFullYear();
  return year > 0 ? String(year) : `${1 - year} BC`;
}

/** Return the window that shows all that is dated to a year, with room at both ends for what is open. */
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

/** Steps between ticks: months, then years, so that every tick is the first of a month. */
const STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Lay a window over a width. */
export function makeAxis(one: Window, width: number): Axis {
  const part = width / (one.to - one.from);
  const x = (at: number) => (at - one.from) * part;
  return { width, x, at: (point) => one.from + point / part, ticks: tickDays(one, Math.max(2, width / 90)).map((at) => ({ x: x(at), label: labelOf(at) })) };
}

/** Return first days of months, or days where the window is narrower than a season, about `most` of them. */
function tickDays(one: Window, most: number): number[] {
  const days = (one.to - one.from) / DAY;
  if (days < 100) {
    const step = [1, 2, 5, 10, 20].find((some) => days / some <= most) ?? 50;
    const first = Math.ceil(one.from / DAY / step) * step;
    return Array.from({ length: Math.floor((one.to / DAY - first) / step) + 1 }, (_, at) => (first + at * step) * DAY);
  }
  const step = STEPS.find((some) => days / 30.44 / some <= most) ?? 12_000 * Math.ceil(days / 365.25 / 1000 / most);
  const start = new Date(one.from);
  const found: number[] = [];
  for (let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth() + 1) / step) * step; ; month += step) {
    const at = new Date(0).setUTCFullYear(Math.floor(month / 12), month % 12, 1);
    if (at > one.to) return found;
    found.push(at);
  }
}

function labelOf(at: number): string {
  const day = new Date(at);
  const [year, month] = [day.getUTCFullYear(), MONTHS[day.getUTCMonth()] ?? ""];
  if (day.getUTCDate() !== 1) return `${day.getUTCDate()} ${month}`;
  if (year <= 0) return `${1 - year} BC`;
  return day.getUTCMonth() ? `${month} ${year}` : String(year);
}
