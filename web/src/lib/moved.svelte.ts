/** Find again what a link names by a tie whose actors were merged, parted or renamed since. */
import type { LineageView } from "../api/records";
import { ask } from "./place.svelte";
import { Question } from "./question.svelte";

/**
 * Follow the tie of a link whose item is gone: `lost` gives that tie, or null while the item is there; `found` names the
 * item that tells of the tie as it is now, which then takes its place in the address under `name`.
 */
export function followMoved(name: string, lost: () => string | null, found: (tie: string) => string | undefined): void {
  const question = new Question<LineageView>(() => {
    const tie = lost();
    return tie ? { path: `/edges/${encodeURIComponent(tie)}` } : null;
  });
  $effect(() => {
    const tie = lost() ? question.answer?.edge.id : undefined;
    const item = tie && found(tie);
    if (item) ask({ [name]: item, tie: tie ?? null }, true);
  });
}
