/** Follow a source's claims from the documents that carry them to the source: who rests on whom. */
import type { ClaimView, Root, Ruling } from "../api/records";

/** One step of a chain: a document, then whom it credits, down to the root. */
export interface Step {
  readonly key: string;
  readonly name: string;
  /** The document's id at the first step, null below it. */
  readonly doc: string | null;
  readonly date: string | null;
  claims: number;
  denials: number;
  readonly below: Step[];
}

/** Put claims into a tree of documents and their chains of say-so; most claims first. */
export function treeOf(views: readonly ClaimView[]): Step[] {
  const top: Step[] = [];
  for (const view of views) {
    let level = top;
    const names = [view.title ?? view.document, ...view.say_so];
    names.forEach((name, at) => {
      const key = at ? name : view.claim.doc;
      let step = level.find((one) => one.key === key);
      if (!step) level.push((step = { key, name, doc: at ? null : view.claim.doc, date: at ? null : view.date, claims: 0, denials: 0, below: [] }));
      step.claims += 1;
      if (view.claim.factuality.polarity === "-") step.denials += 1;
      level = step.below;
    });
  }
  const sort = (steps: Step[]) => {
    steps.sort((a, b) => b.claims - a.claims || a.name.localeCompare(b.name));
    for (const step of steps) sort(step.below);
  };
  sort(top);
  return top;
}

/** Return the gradings of a source among rulings, in their order, each by whom and why. */
export function gradingsOf(rulings: readonly Ruling[], root: Root): Ruling[] {
  const names = new Set([root.actor, root.name.toLowerCase()]);
  return rulings.filter((one) => one.decision.targets.some((target) => names.has(target.id) || names.has(target.name.toLowerCase())) || one.now.some((id) => names.has(id)));
}

/** The Admiralty code's grades of a source, in its words. */
export const GRADES: Record<string, string> = {
  A: "completely reliable",
  B: "usually reliable",
  C: "fairly reliable",
  D: "not usually reliable",
  E: "unreliable",
  F: "reliability cannot be judged",
};
