/** Put records into words; nothing here states a claim without its say-so. */
import type { Attestation, Claim, ClaimView, Factuality, NetworkTie, Root, Standing } from "../api/records";

/** `allied_with` as people write it. */
export const plain = (name: string): string => name.replaceAll("_", " ");

/** A number with its thousands apart. `toLocaleString` loads the browser's tables of all languages first: some 40 ms. */
export function grouped(value: number): string {
  const [whole = "", part] = (Math.round(value * 1000) / 1000).toString().split(".");
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part ? `${apart}.${part}` : apart;
}

export const count = (many: number, one: string, more = `${one}s`): string =>
  `${grouped(many)} ${many === 1 ? one : more}`;

/** What must stand beside a claim: that it is denied, hedged, planned. Empty for a plain assertion. */
export function doubts(fact: Pick<Factuality, "polarity" | "certainty" | "modality">): string[] {
  const found: string[] = [];
  if (fact.polarity === "-") found.push("denied");
  if (fact.certainty !== "certain") found.push(fact.certainty);
  if (fact.modality !== "actual") found.push(fact.modality);
  return found;
}

/** The chain of say-so, who published it first. */
export const chain = (sayso: string[]): string => (sayso.length ? sayso.join(" › ") : "source unknown");

export function amount(claim: Claim): string | null {
  const sum = claim.amount;
  if (!sum) return null;
  const value = Number(sum.value);
  const words = Number.isFinite(value) ? grouped(value) : sum.value;
  return [sum.approximate ? "about" : "", words, sum.currency, sum.status ?? ""].filter(Boolean).join(" ");
}

/** Return a citation that names the say-so, the words and where they stand. */
export function citation(view: ClaimView): string {
  const { claim } = view;
  const marks = doubts(claim.factuality);
  const said = `${view.subject} ${plain(claim.predicate)} ${view.object}${marks.length ? ` (${marks.join(", ")})` : ""}`;
  const at = [view.title ?? view.document, view.date].filter(Boolean).join(", ");
  return `According to ${chain(view.say_so)}: ${said}. “${claim.evidence.words}” (${at}; claim ${claim.id}).`;
}

export const STANDINGS: Record<Standing, string> = {
  "well supported": "asserted as certain by at least two independent roots that may be trusted",
  "single root": "rests on the word of one root alone",
  contested: "affirmed by one root and denied by another",
  denied: "claims only deny it",
  "only hedged": "nobody says more than that it may be so",
  "only intended": "only planned, demanded or supposed",
} as Record<Standing, string>;

/** What must stand beside a tie that is not plainly asserted, by its standing; empty for one that is. */
export function doubtOf(standing: Standing): string {
  return { contested: "contested", denied: "denied", "only hedged": "hedged", "only intended": "planned" }[standing as string] ?? "";
}

/** Join the first few of some names and say how many more there are; `total` counts those that are not at hand too. */
export function few(names: readonly string[], most = 3, total = names.length): string {
  const shown = names.slice(0, most);
  const more = Math.max(names.length, total) - shown.length;
  return shown.join(", ") + (more > 0 ? ` and ${grouped(more)} more` : "");
}

/** Name roots, each once, the first few and how many more. */
export function namesOf(roots: readonly Root[], most = 3): string {
  const names = [...new Set(roots.map((root) => root.name || "source unknown"))];
  return names.length ? few(names, most) : "source unknown";
}

/** The verb that goes with so many who say something. */
export const say = (many: number): string => (many === 1 ? "says" : "say");

/**
 * Tell apart who says something and who denies it, each root once. `sure` are the roots that assert it as so; where
 * there are none, those are named who hedge it or tell of a plan: somebody said it all the same.
 */
export function sayersOf(items: readonly Attestation[], sure: readonly Root[] = []): { said: readonly Root[]; denied: readonly Root[] } {
  const [said, denied] = [new Map<string, Root>(), new Map<string, Root>()];
  for (const one of items) (one.factuality.polarity === "-" ? denied : said).set(one.root.key, one.root);
  return { said: sure.length ? sure : [...said.values()], denied: [...denied.values()] };
}

/** Say in one line how a tie stands, for lists and for those who cannot see the picture. */
export function tieLine(tie: NetworkTie): string {
  const said = tie.said_by.length ? `said by ${few(tie.said_by, 3, tie.roots)}` : "";
  const denied = tie.denied_by.length ? `denied by ${few(tie.denied_by, 3, tie.denying_roots)}` : "";
  return `${tie.subject} ${plain(tie.predicate)} ${tie.object}: ${[tie.standing, said, denied].filter(Boolean).join("; ")}`;
}

/** The mark of a tie that is more or less than a plain assertion, as on the map. */
export function standingMark(standing: Standing): string {
  return { contested: "≠", denied: "✗", "only hedged": "?", "only intended": "→" }[standing as string] ?? "";
}
