/** Find what a dossier's notes point to, and put its counts into words. */
import type { ActorDossier, Citation, ClaimView, DossierProse, DossierTie } from "../api/records";
import { count, few } from "../lib/wording";

/** Return the claims that came with a dossier by their id, so that a note opens without asking again. */
export function viewsOf(dossier: ActorDossier): Map<string, ClaimView> {
  return new Map([...dossier.claims, ...dossier.said].map((one) => [one.claim.id, one]));
}

/** Return a dossier's notes by their number. */
export function notesOf(prose: DossierProse): Map<number, Citation> {
  return new Map(prose.citations.map((one) => [one.number, one]));
}

/** Say how much the casefile has of an actor, and how much of it is shown; nothing is capped silently. */
export function amounts(dossier: ActorDossier): string {
  const shown = dossier.sections.reduce((sum, section) => sum + section.ties.length, 0);
  const comments = dossier.comments.reduce(
    (sum, one) => sum + one.sections.reduce((some, section) => some + section.ties.length, 0),
    0,
  );
  const ties = `${shown} of ${count(dossier.ties_total, "tie")} shown`;
  const apart = comments ? `, ${comments} more from readers' comments` : "";
  return `${ties}${apart}; ${dossier.claims.length} of ${count(dossier.claims_total, "claim")} read here`;
}

/** Return when a tie is said to hold, else when it was written; a date of writing is never given as its time. */
export function whenOf(tie: DossierTie): string {
  if (tie.times.length) return few(tie.times, 4);
  return "not said";
}

/** Return the latest date on which a tie was written. */
export function writtenOf(tie: DossierTie): string {
  return tie.attested.at(-1) ?? "unknown";
}
