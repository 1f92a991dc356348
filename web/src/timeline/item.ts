/** What one item of the timeline looks like and how it is told; the diagram and the list read the same items. */
import type { Timeline, TimelineItem } from "../api/records";
import { few, namesOf, plain } from "../lib/wording";
import { type Axis, DAY, dayOf } from "./axis";

export interface Bar {
  /** What may be: from the earliest to the latest day. */
  readonly may: readonly [number, number];
  /** What is sure, null where no day is. */
  readonly sure: readonly [number, number] | null;
  readonly openStart: boolean;
  readonly openEnd: boolean;
  /** Where the sign of an event stands, null for a state. */
  readonly point: number | null;
  /** Whether an event is known to within a month. */
  readonly exact: boolean;
  readonly left: boolean;
  readonly right: boolean;
}

const FADE = 46;

/** Return where an item stands on the axis, cut at its ends; null for what no text dates. */
export function barOf(item: TimelineItem, axis: Axis): Bar | null {
  const known = [item.earliest, item.sure_from, item.sure_until, item.latest].filter((one): one is string => one !== null);
  if (item.time === null || !known.length) return null;
  const days = known.map(dayOf);
  const first = item.earliest ? dayOf(item.earliest) : Math.min(...days);
  const last = (item.latest ? dayOf(item.latest) : Math.max(...days)) + DAY;
  const [start, end] = [axis.x(first), axis.x(last)];
  const cut = (x: number) => Math.min(Math.max(x, -2), axis.width + 2);
  const sure =
    item.sure_from && item.sure_until
      ? ([cut(axis.x(dayOf(item.sure_from))), cut(axis.x(dayOf(item.sure_until) + DAY))] as const)
      : null;
  const event = item.kind === "event";
  return {
    may: [cut(item.earliest === null ? start - FADE : start), cut(item.latest === null ? end + FADE : end)],
    sure: event ? null : sure,
    openStart: item.open_start || item.earliest === null,
    openEnd: item.open_end || item.latest === null,
    point: event ? (start + end) / 2 : null,
    exact: last - first <= 31 * DAY,
    left: end < 0,
    right: start > axis.width,
  };
}

/** Say what must stand beside an item so that it never looks like a plain assertion. */
export function marksOf(item: TimelineItem): string[] {
  const marks = item.denied ? ["denied"] : [];
  if (item.certainty !== "certain") marks.push(item.certainty);
  if (item.modality !== "actual") marks.push(item.modality);
  if (item.standing === "contested" && !item.denied) marks.push("contested");
  return marks;
}

/** Return the look of an item, by which its shape is chosen. */
export function lookOf(item: TimelineItem): "denied" | "intended" | "hedged" | "plain" {
  if (item.denied) return "denied";
  if (item.modality !== "actual") return "intended";
  return item.certainty === "certain" ? "plain" : "hedged";
}

/** Name those on whose word it stands, a few and how many more. */
export function saidBy(item: TimelineItem, most = 3): string {
  return namesOf(item.roots, most);
}

/** Say the time in the words of the texts, open ends told. */
export function timeOf(item: TimelineItem): string {
  if (!item.time) return "no text gives a time";
  const others = item.times.length > 1 ? ` (told as ${few(item.times, 4)})` : "";
  return item.time + others;
}

/** Tell an item in one line, for those who do not see the diagram; it names who says so. */
export function lineOf(item: TimelineItem): string {
  const marks = marksOf(item);
  return `According to ${saidBy(item)}: ${item.subject} ${plain(item.predicate)} ${item.object}${marks.length ? ` (${marks.join(", ")})` : ""}; ${timeOf(item)}`;
}

/** Return all items of an answer by their id, the undated too: the one list that diagram, table and card are made of. */
export function itemsOf(answer: Timeline): Map<string, TimelineItem> {
  const found = new Map<string, TimelineItem>();
  for (const lane of answer.lanes) for (const item of lane.items) found.set(item.id, item);
  for (const item of answer.undated) found.set(item.id, item);
  return found;
}

/** Say when an item was published, the first and the last date. */
export function knownOf(item: TimelineItem): string {
  const [first, last] = [item.known[0], item.known.at(-1)];
  if (!first || !last) return "unknown";
  return first === last ? first : `${first} to ${last}`;
}
