/** Turn a claim into what its form shows, and what was changed there into what is sent. */
import type { ClaimView } from "../api/records";

export interface Draft {
  subject: string;
  predicate: string;
  object: string;
  polarity: string;
  certainty: string;
  modality: string;
  time: string;
  place: string;
  amount: string;
  amount_status: string;
  amount_part_of: string;
  amount_approximate: boolean;
  role: string;
  about: string;
  /** One name a line, outermost first. */
  sources: string;
  why: string;
}

/** Return a claim's fields as the form shows them; nothing is an empty text. */
export function draftOf({ claim, subject, object }: ClaimView): Draft {
  const { factuality: fact, amount } = claim;
  return {
    subject,
    predicate: claim.predicate,
    object,
    polarity: fact.polarity,
    certainty: fact.certainty,
    modality: fact.modality,
    time: claim.time ?? "",
    place: claim.place ?? "",
    amount: amount ? `${amount.value} ${amount.currency}` : "",
    amount_status: amount?.status ?? "",
    amount_part_of: amount?.part_of ?? "",
    amount_approximate: amount?.approximate ?? false,
    role: claim.role ?? "",
    about: claim.about ?? "",
    sources: claim.sources.map((one) => one.name).join("\n"),
    why: "",
  };
}

/** Return the fields that differ, as the API takes them: null takes a qualifier away. The reason is no field. */
export function changesOf(before: Draft, after: Draft): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const field of Object.keys(before) as (keyof Draft)[]) {
    const [was, is] = [before[field], after[field]];
    if (field === "why" || was === is || (typeof is === "string" && is.trim() === was)) continue;
    if (field === "sources") found.sources = lines(after.sources);
    else found[field] = typeof is === "string" ? is.trim() || null : is;
  }
  return found;
}

const lines = (words: string): string[] =>
  words
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
