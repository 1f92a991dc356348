/** Send rulings and take them back; each is one decision of the chain, and none replaces another. */
import type { Ruling } from "../api/records";
import { Failure, post } from "../lib/api";
import { session } from "../lib/session.svelte";

export type Verb = "accept" | "reject" | "unsure";
export type PairVerb = "merge" | "keep-apart" | "unsure-actors";

/** What stands of a claim after a ruling. */
export const STANDS: Record<Verb, string> = { accept: "accepted", reject: "rejected", unsure: "cannot tell" };
/** What a button for a ruling says. */
export const VERBS: Record<Verb, string> = { accept: "Accept", reject: "Reject", unsure: "Cannot tell" };

/** The operation that each key of the desk asks for, by which it is known who may press it. */
export const NEEDS: Record<string, string> = {
  a: "accept_claim",
  r: "reject_claim",
  h: "doubt_claim",
  e: "correct_claim",
  n: "note_claim",
  m: "merge_actors",
  x: "accept_claim",
  u: "undo_decision",
  A: "accept_claim",
  R: "reject_claim",
};

/** What a person did in one go: undone as one, too. */
export interface Act {
  readonly words: string;
  readonly seqs: readonly number[];
  readonly claims: readonly string[];
}

const send = (name: string, body: Record<string, unknown>): Promise<Ruling> =>
  post<Ruling>(`/decisions/${name}`, { ...(session.team ? {} : { by: session.by }), ...body });

/** Rule on one claim. */
export const rule = (verb: Verb, claim: string, why = ""): Promise<Ruling> => send(verb, { claim, ...reason(why) });

/** Rule that a claim is right once some fields are corrected. */
export const correct = (claim: string, changes: Record<string, unknown>, why = ""): Promise<Ruling> =>
  send("correct", { claim, ...changes, ...reason(why) });

/** Keep words beside a claim. */
export const note = (claim: string, why: string): Promise<Ruling> => send("note", { claim, why });

/** Rule on two actors. */
export const judge = (verb: PairVerb, left: string, right: string): Promise<Ruling> => send(verb, { left, right });

/** What came of taking several decisions back. */
export interface TakenBack {
  readonly back: readonly number[];
  /** Those that cannot be taken back, with the reason; trying again is of no use. */
  readonly refused: readonly { readonly seq: number; readonly why: string }[];
  /** Those that were not come to, in order; `failure` says why. */
  readonly left: readonly number[];
  readonly failure: Failure | null;
}

/** Problems that the same request meets again: the decision is undone already, is somebody else's, is not there. */
const FINAL = new Set([400, 403, 404, 422]);

/** Take decisions back, the last first; one that cannot be is passed over, and all is left where the server fails. */
export async function takeBack(seqs: readonly number[]): Promise<TakenBack> {
  const [back, refused]: [number[], { seq: number; why: string }[]] = [[], []];
  const waiting = [...seqs];
  while (waiting.length) {
    const seq = waiting.at(-1) as number;
    try {
      await send("undo", { seq });
      back.push(seq);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (!FINAL.has(error.problem.status)) return { back, refused, left: waiting, failure: error };
      refused.push({ seq, why: error.problem.detail });
    }
    waiting.pop();
  }
  return { back, refused, left: [], failure: null };
}

/** Rule on many claims one after the other; where one fails the rest is left, and `failure` says why. */
export async function ruleMany(
  verb: Verb,
  claims: readonly string[],
  step: (done: number) => void,
): Promise<{ seqs: number[]; failure: Failure | null }> {
  const seqs: number[] = [];
  for (const claim of claims) {
    try {
      seqs.push((await rule(verb, claim)).decision.seq);
      step(seqs.length);
    } catch (error) {
      if (error instanceof Failure) return { seqs, failure: error };
      throw error;
    }
  }
  return { seqs, failure: null };
}

const reason = (why: string): { why?: string } => (why.trim() ? { why: why.trim() } : {});
