/** Put decisions into words. */
import type { Decision } from "../api/records";

const WORDS: Record<Decision["kind"], string> = {
  accept: "accepted it",
  reject: "rejected it",
  correct: "corrected it",
  unsure: "cannot tell",
  note: "noted",
  merge: "ruled: the same actor",
  "keep apart": "ruled: not the same actor",
  "unsure actors": "cannot tell whether they are one",
  grade: "graded the source",
  hypothesis: "stated a hypothesis",
  rate: "rated it against a hypothesis",
  match: "judged a match with a watchlist",
  describe: "described the document",
  undo: "took a decision back",
};

/** All kinds of decision, by which a list of them is filtered. */
export const KINDS = Object.keys(WORDS) as readonly Decision["kind"][];

/** What a decision did, after the name of who made it. */
export const ruled = (decision: Decision): string => WORDS[decision.kind];

/** A time as it is read: to the minute, in UTC; empty where none was kept. */
export const when = (made: string): string => (made ? `${made.slice(0, 16).replace("T", " ")} UTC` : "");

/** What a decision is about: the claim as judged, the two actors, the source, the decision undone. */
export function subjectOf(decision: Decision): string {
  const { claim, kind } = decision;
  if (claim) {
    const say = claim.sources.map((one) => one.name).join(" › ") || claim.document;
    const denied = claim.polarity === "-" ? " (denied)" : "";
    const against = kind === "rate" ? `, against “${decision.targets[1]?.name ?? ""}”` : "";
    return `${say}: ${claim.subject.name} ${claim.predicate.replaceAll("_", " ")} ${claim.object.name}${denied}${against}`;
  }
  if (kind === "undo") return `decision ${decision.targets[0]?.id ?? ""} (${decision.targets[0]?.name ?? ""})`;
  return [...new Set(decision.targets.map((one) => one.name || one.id))].join(" and ");
}
