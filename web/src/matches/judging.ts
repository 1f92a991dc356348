/** Judge matches with watchlists, and send lists; a match is a lead, and nothing follows from it but what people judge. */
import type { Ruling, Verdict, WatchMatch, WatchReport } from "../api/records";
import { post, sendFile } from "../lib/api";
import { session } from "../lib/session.svelte";

/** Judgements with their key and what they say. */
export const VERDICTS: readonly (readonly [Verdict, string, string])[] = [
  ["same", "s", "is the one on the list"],
  ["different", "d", "is somebody else"],
  ["unsure", "h", "cannot tell"],
];

/** An entry as decisions name it. */
export const entryOf = (match: WatchMatch): string => `${match.entry.list}/${match.entry.id}`;

/** The name of a match within its list of matches. */
export const keyOf = (match: WatchMatch): string => `${match.actor} ${entryOf(match)}`;

const by = () => (session.team ? {} : { by: session.by });

/** Judge a match, in the name of who rules. */
export const judge = (match: WatchMatch, verdict: Verdict, why: string): Promise<Ruling> =>
  post<Ruling>("/decisions/match", { actor: match.actor, entry: entryOf(match), verdict, ...by(), ...(why.trim() ? { why: why.trim() } : {}) });

/** Take a decision back. */
export const takeBack = (seq: number): Promise<Ruling> => post<Ruling>("/decisions/undo", { seq, ...by() });

/** Add a list, or a newer version of one. */
export const addList = (file: File, name: string): Promise<WatchReport> =>
  sendFile<WatchReport>("/watchlists", { list: name.trim() || file.name.split(".")[0]?.toLowerCase() }, file);
