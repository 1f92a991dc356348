/** Remember what ids are called, so that a filter shows the name of an actor, document or source in place of its id. */
import { SvelteMap } from "svelte/reactivity";
import { untrack } from "svelte";

const known = new SvelteMap<string, string>();

/** Keep what an id is called. */
export function keepName(id: string, name: string): void {
  untrack(() => {
    if (id && name && known.get(id) !== name) known.set(id, name);
  });
}

/** Return what an id is called, itself where nobody knows. */
export const nameOf = (id: string): string => known.get(id) ?? id;
