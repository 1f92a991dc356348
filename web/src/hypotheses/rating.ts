/** Send what people state and rate of hypotheses, and name ratings; nothing here is called true. */
import type { Rating, Ruling } from "../api/records";
import { post } from "../lib/api";
import { session } from "../lib/session.svelte";

/** Ratings in the order of their keys, 1 to 5, with what they mean. */
export const RATINGS: readonly (readonly [Rating, string])[] = [
  ["CC", "very consistent"],
  ["C", "consistent"],
  ["N", "neutral or not applicable"],
  ["I", "inconsistent"],
  ["II", "very inconsistent"],
];

/** What a rating means, in words. */
export const meaning = (rating: Rating): string => RATINGS.find(([name]) => name === rating)?.[1] ?? rating;

const send = (name: string, body: Record<string, unknown>): Promise<Ruling> =>
  post<Ruling>(`/decisions/${name}`, { ...(session.team ? {} : { by: session.by }), ...body });

/** Rate a claim for a hypothesis. */
export const rate = (claim: string, hypothesis: string, rating: Rating, relevance: string, why: string): Promise<Ruling> =>
  send("rate", { claim, hypothesis, rating, ...(relevance ? { relevance } : {}), ...(why.trim() ? { why: why.trim() } : {}) });

/** State a hypothesis; `lines` are statements, one a line. */
export const putForward = (question: string, title: string, lines: string): Promise<Ruling> =>
  send("hypothesis", { question, title, statements: lines.split("\n").filter((line) => line.trim()) });

/** Word a hypothesis anew; its ratings stay. */
export const reword = (hypothesis: string, title: string, lines: string, why: string): Promise<Ruling> =>
  send("reword", { hypothesis, title, statements: lines.split("\n").filter((line) => line.trim()), ...(why.trim() ? { why: why.trim() } : {}) });

/** Take a decision back. */
export const undo = (seq: number): Promise<Ruling> => send("undo", { seq });
