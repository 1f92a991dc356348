/** Put into citations what rests on several claims: ties, contests, flows, events. Each names who says so, and its standing. */
import type { ContestSide, ContestView, Flow, LineageView, Root, TimelineItem } from "../api/records";
import { count, doubtOf, namesOf, plain, sayersOf } from "./wording";

const MOST = 8;

const named = (roots: readonly Root[]): string => namesOf(roots, MOST);

/** Return "According to A: …", what is denied alone as denied; `against` deny what `roots` say. */
function told(what: string, roots: readonly Root[], against: readonly Root[]): string {
  if (!roots.length) return against.length ? `Denied by ${named(against)}, asserted by nobody: ${what}` : `Source unknown: ${what}`;
  return `According to ${named(roots)}: ${what}${against.length ? ` (denied by ${named(against)})` : ""}`;
}

/** The roots that say so, and those that deny it. */
export function sidesOf(view: LineageView): { said: Root[]; denied: Root[] } {
  const roots = view.lineage.roots;
  return {
    said: roots.filter((word) => word.asserted.length).map((word) => word.root),
    denied: roots.filter((word) => word.denied.length).map((word) => word.root),
  };
}

/** A tie with its roots on either side, how it stands, and its id. */
export function citeTie(view: LineageView): string {
  const { said, denied } = sidesOf(view);
  const what = `${view.subject} ${plain(view.edge.predicate)} ${view.object}`;
  return `${told(what, said, denied)}; ${view.standing}, ${count(view.claims_total, "claim")} (tie ${view.edge.id}).`;
}

function side({ subject, predicate, object, denies, roots, times, sums }: ContestSide): string {
  const more = [...times.slice(0, 3), ...sums.slice(0, 3)].join(", ");
  const what = `${subject} ${plain(predicate)} ${object}${more ? ` (${more})` : ""}`;
  return denies ? told(what, [], roots) : told(what, roots, []);
}

/** A contest with both sides' words. */
export const citeContest = (contest: ContestView): string =>
  `Contested (${contest.kind}). ${side(contest.side)}. ${side(contest.against)}. (Contest ${contest.id}.)`;

/** An event or state of the timeline, its doubts and its time told. */
export function citeItem(item: TimelineItem, marks: readonly string[], time: string): string {
  const what = `${item.subject} ${plain(item.predicate)} ${item.object}${marks.length ? ` (${marks.join(", ")})` : ""}`;
  return `${item.denied ? told(what, [], item.roots) : told(what, item.roots, [])}; ${time}, ${item.standing} (tie ${item.edge}).`;
}

/** A flow with its sums, each with who tells it. */
export function citeFlow(flow: Flow, sums: readonly string[]): string {
  const doubt = doubtOf(flow.standing);
  const what = `${flow.giver.name} ${flow.says} ${flow.receiver.name}${doubt ? ` (${doubt})` : ""}`;
  const { said, denied } = sayersOf(flow.attestations, flow.roots);
  return `${told(what, said, denied)}${sums.length ? `; sums: ${sums.join("; ")}` : ""} (flow ${flow.id}).`;
}
