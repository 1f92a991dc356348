/** Sort the sums of an answer: like is added to like alone, as the API's totals are. */
import type { Flow, Flows, LeftOut, Stance, Sum, Total } from "../api/records";
import { doubts } from "../lib/wording";

/** What may be added up: one kind, currency, status and way of speaking. */
export interface Pick {
  readonly key: string;
  readonly label: string;
  /** Whether it is a plain assertion, neither denied nor hedged nor planned. */
  readonly plain: boolean;
  readonly total: Total;
}

export interface Left {
  readonly left: LeftOut;
  readonly sum: Sum | null;
  readonly because: readonly Sum[];
}

/** One flow as it is drawn: what its sums of one pick come to. */
export interface Band {
  readonly flow: Flow;
  readonly low: number;
  readonly high: number;
  readonly total: Total;
}

const ALL = "all";

/** Say in what way it is told; empty for a plain assertion. */
export const stanceMarks = (stance: Stance): string[] => doubts(stance);

const words = (one: Total | Sum): string[] => [
  one.kind,
  one.currency,
  one.status === "unknown" ? "status not told" : one.status,
  ...stanceMarks(one.stance),
];
const keyOf = (one: Total | Sum): string => words(one).join("-").replaceAll(" ", "_");

/** Money that changed hands comes before money that was promised. */
const STATUSES = ["paid", "unknown", "appropriated", "offered", "requested", "withheld"];

/** Return what may be chosen, plain assertions and what was paid first, then what most sums tell, each with its total over all time. */
export function picksOf(answer: Flows): Pick[] {
  const picks = answer.totals
    .filter((total) => total.period === ALL)
    .map((total) => ({ key: keyOf(total), label: words(total).join(", "), plain: !stanceMarks(total.stance).length, total }));
  return picks.sort((a, b) => Number(b.plain) - Number(a.plain) || STATUSES.indexOf(a.total.status) - STATUSES.indexOf(b.total.status) || b.total.sums.length - a.total.sums.length || Number(b.total.high) - Number(a.total.high) || a.key.localeCompare(b.key));
}

/** Return the periods that a pick has a total for, all of them first. */
export function periodsOf(answer: Flows, pick: Pick): string[] {
  return answer.totals.filter((total) => keyOf(total) === pick.key).map((total) => total.period).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

const rank = (period: string): number => (period === ALL ? 0 : period === "undated" ? 2 : 1);

/** Return the total of a pick in one period. */
export function totalOf(totals: readonly Total[], pick: Pick, period: string): Total | undefined {
  return totals.find((total) => total.period === period && keyOf(total) === pick.key);
}

/** Return all sums of an answer by id. */
export function sumsOf(answer: Flows): Map<string, Sum> {
  return new Map(answer.flows.flatMap((flow) => flow.sums).map((sum) => [sum.id, sum]));
}

/**
 * Return the flows to draw for a pick and a period. A flow counts with those of its sums that the answer's own total
 * counts, so that money told of two givers is not drawn twice.
 */
export function bandsOf(answer: Flows, pick: Pick, period: string): Band[] {
  const whole = totalOf(answer.totals, pick, period);
  const counted = new Set(whole?.sums ?? []);
  const sums = sumsOf(answer);
  const found: Band[] = [];
  for (const flow of answer.flows) {
    const total = totalOf(flow.totals, pick, period);
    if (!total) continue;
    const kept = total.sums.filter((id) => counted.has(id));
    if (!kept.length) continue;
    if (kept.length === total.sums.length) found.push({ flow, low: Number(total.low), high: Number(total.high), total });
    else {
      const value = kept.reduce((sum, id) => sum + Number(sums.get(id)?.value ?? 0), 0);
      found.push({ flow, low: value, high: value, total });
    }
  }
  return found.filter((band) => band.high > 0).sort((a, b) => b.high - a.high || a.flow.id.localeCompare(b.flow.id));
}

/** Return what a total leaves out, each sum once, with the sums because of which it is. */
export function leftOf(answer: Flows, pick: Pick, period: string): Left[] {
  const sums = sumsOf(answer);
  const left = totalOf(answer.totals, pick, period)?.left_out ?? [];
  return left.map((one) => ({
    left: one,
    sum: sums.get(one.sum) ?? null,
    because: one.because.map((id) => sums.get(id)).filter((sum): sum is Sum => sum !== undefined),
  }));
}

/** Write a figure in full, with its currency. */
export function money(value: string | number, currency: string): string {
  const number = Number(value);
  return `${Number.isFinite(number) ? number.toLocaleString("en") : value} ${currency}`;
}

/** Write a range that disputed figures leave. */
export function range(one: { low: number | string; high: number | string }, currency: string, approximate = false): string {
  const about = approximate ? "about " : "";
  return Number(one.low) === Number(one.high)
    ? about + money(one.high, currency)
    : `${about}${money(one.low, currency)} to ${money(one.high, currency)}`;
}

/** Write a figure short enough for a band: 4.2M. */
export const short = (value: number): string => new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 }).format(value);

/** Tell a sum with its marks, as it stands in a list. */
export function tellSum(sum: Sum): string {
  const marks = [sum.status === "unknown" ? "status not told" : sum.status, ...stanceMarks(sum.stance)];
  return `${sum.approximate ? "about " : ""}${money(sum.value, sum.currency)} (${marks.join(", ")})`;
}

/** Return the claims of a flow, each once. */
export const claimsOf = (flow: Flow): string[] => [...new Set(flow.attestations.map((one) => one.claim))];
