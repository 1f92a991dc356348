/** Say how a tie is drawn: colour and head for its sign, dashes and a mark for how it stands, width for its roots. */
import type { NetworkTie, Standing } from "../api/records";
import { plain, standingMark } from "../lib/wording";

export type Sign = "friendly" | "hostile" | "neutral";

export interface Look {
  readonly sign: Sign;
  /** Lengths of dash and gap; empty for a line without gaps. */
  readonly dash: readonly number[];
  readonly width: number;
  /** Which ends bear a head: a tie without direction has two. */
  readonly both: boolean;
  /** What is less or more than a plain assertion: denied, hedged, intended, contested. */
  readonly mark: string;
  /** Ties with the same key are drawn in one stroke. */
  readonly key: string;
}

const DASHES: Partial<Record<Standing, readonly number[]>> = {
  contested: [14, 4, 3, 4],
  denied: [1.5, 5],
  "only hedged": [7, 5],
  "only intended": [7, 5],
};
/** Return how the dashes of a tie end: the short ones of what is only denied are dots. */
export const capOf = (look: Pick<Look, "dash">): "round" | "butt" => (look.dash[0] === 1.5 ? "round" : "butt");

const NO_DASH: readonly number[] = [];

/** Return the width of a line that rests on so many independent roots; one root is thin. */
export function widthOf(roots: number): number {
  return roots <= 1 ? 1.3 : roots === 2 ? 2.4 : roots <= 4 ? 3.4 : 4.6;
}

/** Return how a tie is drawn. A tie that is only denied is as wide as those who deny it are many. */
export function lookOf(tie: Pick<NetworkTie, "sign" | "standing" | "roots" | "denying_roots" | "directed">): Look {
  const sign: Sign = tie.sign > 0 ? "friendly" : tie.sign < 0 ? "hostile" : "neutral";
  const denied = tie.standing === "denied";
  const width = Math.max(widthOf(denied ? tie.denying_roots : tie.roots), denied ? 2.2 : 0);
  const dash = DASHES[tie.standing] ?? NO_DASH;
  return { sign, dash, width, both: !tie.directed, mark: standingMark(tie.standing), key: `${sign} ${width} ${dash.join(",")}` };
}

/** Return the words on a line; its mark stands beside them. */
export const wordsOf = (tie: NetworkTie): string => plain(tie.predicate);

const TURNING = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;
const HALVES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Return a name that turns no text round it and that XML may hold, cut where it is too long. */
export function shown(name: string, longest = 34): string {
  const clean = name.replace(TURNING, " ").replace(HALVES, "").replace(/\s+/g, " ").trim() || "unnamed";
  const letters = [...clean];
  return letters.length > longest ? `${letters.slice(0, longest - 1).join("").trimEnd()}…` : clean;
}
