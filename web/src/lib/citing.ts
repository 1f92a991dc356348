/** Put into citations what rests on several claims: ties, contests, flows, events, paths, changes; and documents, sources, matches. Each names who says so. */
import type { ActorDossier, ActorPath, ChangeView, ClaimView, ContestSide, ContestView, DocumentRow, Flow } from "../api/records";
import type { LineageView, NetworkTie, RivalMatrix, Root, SourceRow, TimelineItem, WatchMatch } from "../api/records";
import { citation, count, doubtOf, few, namesOf, plain, sayersOf } from "./wording";

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

function step(tie: NetworkTie): string {
  const what = `${tie.subject} ${plain(tie.predicate)} ${tie.object}`;
  const denied = tie.denied_by.length ? few(tie.denied_by, MOST, tie.denying_roots) : "";
  if (!tie.said_by.length) return `${denied ? `Denied by ${denied}, asserted by nobody` : "Source unknown"}: ${what}`;
  return `According to ${few(tie.said_by, MOST, tie.roots)}: ${what} (${tie.standing}${denied ? `, denied by ${denied}` : ""})`;
}

/** A path, each step with the ties that are shown of it, each tie with its sources. */
export function citePath(path: ActorPath): string {
  const names = path.actors.map((actor) => actor.name || "unnamed").join(" – ");
  const steps = path.steps.map((one, at) => `${at + 1}. ${one.ties.map(({ tie }) => `${step(tie)}, tie ${tie.id}`).join("; ")}.`);
  return `${names}, step by step as sources say. ${steps.join(" ")}`;
}

/** What changed, with the first claims of either side in their own words. */
export function citeChange(change: ChangeView, from: string, to: string): string {
  const sides = ([["Before", change.before, change.before_total], ["After", change.after, change.after_total]] as [string, ClaimView[], number][]).map(
    ([name, views, total]) => `${name}${total > 2 ? `, 2 of ${count(total, "claim")}` : ""}: ${views.length ? views.slice(0, 2).map(citation).join(" ") : "nothing is said."}`,
  );
  return `${from} against ${to}, ${change.kind}. ${change.words}. ${sides.join(" ")}`;
}

/** A document: who wrote and published it, when, how that date was found, and its hash. */
export function citeDocument(row: DocumentRow): string {
  const date = row.date ? `${row.date}${row.date_found ? ` (date from ${row.date_found})` : ""}` : "undated";
  const by = row.authors.length ? `${row.authors.join(", ")}: ` : "";
  return `${by}“${row.title ?? row.name}”. ${[row.publisher, date].filter(Boolean).join(", ")} (${row.name}; SHA-256 ${row.id}).`;
}

/** How much rests on a source's word, and how people graded it. */
export function citeSource({ root, claims, denials, edges, alone }: SourceRow): string {
  const amounts = `${count(claims, "claim")}, ${denials} of them denials; ${count(edges, "tie")}, ${alone} on it alone`;
  return `On the word of ${root.name || "a source unknown"}: ${amounts}; ${root.grade ? `graded ${root.grade}` : "not graded"} (source ${root.key}).`;
}

/** How much is said of an actor; what it is, and on whose word, stands in the dossier. */
export function citeDossier({ actor, said_total }: ActorDossier): string {
  const amounts = `${count(actor.claims, "claim")} in ${count(actor.documents, "document")}, ${said_total} on its own word`;
  return `What sources say of ${actor.name || "somebody unnamed"} (${actor.type}): ${amounts}. None of it is stated as so; the dossier names who says what (${actor.id}).`;
}

/** A match with a watchlist, and who judged it how. */
export function citeMatch(match: WatchMatch): string {
  const entry = `${match.entry.name} on the list ${match.entry.list} (entry ${match.entry.id}${match.version ? `, version ${match.version}` : ""})`;
  const judged = match.judgements.map((one) => `Judged ${one.verdict} by ${one.by}, ${one.made_at.slice(0, 10)}.`).join(" ") || "Judged by nobody.";
  return `The name of ${match.name} (${match.actor}) is like ${entry}, score ${match.score.toFixed(2)}: a lead, no proof that they are one. ${judged}`;
}

/** How rival answers stand against what is said. */
export function citeRivals(matrix: RivalMatrix): string {
  const each = matrix.rivals.map(({ label, hypothesis, standing }) => {
    const place = standing.rank === null ? "not compared" : `inconsistency ${standing.inconsistency} from ${count(standing.against, "root")}`;
    return `${label} “${hypothesis.title}”, stated by ${hypothesis.by}: ${place}.`;
  });
  return `${matrix.question} ${matrix.words} ${each.join(" ")} (Question ${matrix.id}.)`;
}
