/** The desk: the queue, where one is in it, what is chosen, what was done and can be taken back. */
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import type { ClaimInContext, ReviewItem, ReviewItemPage } from "../api/records";
import { Failure, get } from "../lib/api";
import { asFailure } from "../lib/question.svelte";
import { told } from "../lib/told.svelte";
import { count } from "../lib/wording";
import { type Act, rule, ruleMany, STANDS, takeBack, type TakenBack, type Verb } from "./ruling";

export const AT_ONCE = 50;

export class Desk {
  items = $state.raw<ReviewItem[]>([]);
  at = $state(0);
  next = $state.raw<string | null>(null);
  waiting = $state(true);
  busy = $state(false);
  progress = $state("");
  failure = $state.raw<Failure | null>(null);
  /** What this person did with a claim since the queue was loaded. */
  readonly marks = new SvelteMap<string, string>();
  readonly chosen = new SvelteSet<string>();
  acts = $state.raw<Act[]>([]);
  /** Changes whenever something was ruled, so that what is shown is asked for again. */
  turn = $state(0);
  #asked = "";

  current = $derived<ReviewItem | null>(this.items[this.at] ?? null);
  left = $derived(this.items.filter((one) => !this.marks.has(one.view.claim.id)).length);

  /** Load the queue under some filters; `first` is the id of a claim to begin with. */
  async load(asked: string, first: string | null, signal: AbortSignal): Promise<void> {
    this.#asked = asked;
    this.waiting = true;
    try {
      const page = await get<ReviewItemPage>("/review", this.#query(null), signal);
      let items = page.items;
      if (first && !items.some((one) => one.view.claim.id === first)) {
        const found = await get<ClaimInContext>(`/claims/${encodeURIComponent(first)}`, {}, signal).catch(() => null);
        if (found) items = [asItem(found), ...items.filter((one) => one.view.claim.id !== found.view.claim.id)];
      }
      this.items = items;
      this.next = page.next;
      this.at = Math.max(0, items.findIndex((one) => one.view.claim.id === first));
      this.marks.clear();
      this.chosen.clear();
      this.failure = null;
    } catch (error) {
      if (signal.aborted) return;
      this.failure = asFailure(error);
    }
    this.waiting = false;
  }

  /** Load what comes next in the queue. */
  async more(): Promise<void> {
    if (!this.next || this.waiting) return;
    this.waiting = true;
    try {
      const page = await get<ReviewItemPage>("/review", this.#query(this.next));
      const held = new Set(this.items.map((one) => one.view.claim.id));
      this.items = [...this.items, ...page.items.filter((one) => !held.has(one.view.claim.id))];
      this.next = page.next;
    } catch (error) {
      told.say(asFailure(error).message, true);
    }
    this.waiting = false;
  }

  step(by: number): void {
    const to = this.at + by;
    if (to >= 0 && to < this.items.length) this.at = to;
    else if (by > 0 && this.next) void this.more().then(() => (this.at = Math.min(to, this.items.length - 1)));
    else told.say(by > 0 ? "This is the last of the queue." : "This is the first of the queue.");
  }

  skip(): void {
    const item = this.current;
    if (item && !this.marks.has(item.view.claim.id)) this.marks.set(item.view.claim.id, "skipped");
    this.#moveOn();
  }

  async rule(verb: Verb, why: string): Promise<boolean> {
    const claim = this.current?.view.claim.id;
    if (!claim || this.busy) return false;
    return this.keep(STANDS[verb], [claim], async () => [(await rule(verb, claim, why)).decision.seq]);
  }

  /** Do something that rules, remember it for undo, and move on. */
  async keep(words: string, claims: readonly string[], work: () => Promise<number[]>, moveOn = true): Promise<boolean> {
    this.busy = true;
    try {
      const seqs = await work();
      this.acts = [...this.acts, { words, seqs, claims }];
      for (const claim of claims) this.marks.set(claim, words);
      this.turn += 1;
      told.say(`${capital(words)}. Press u to take it back.`);
      if (moveOn) this.#moveOn();
      return true;
    } catch (error) {
      const failure = asFailure(error);
      told.say(`${failure.problem.detail} ${failure.problem.remedy}`, true);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Rule on all that are chosen, one decision each; one undo takes all of them back. */
  async ruleChosen(verb: Verb): Promise<void> {
    const claims = this.items.map((one) => one.view.claim.id).filter((claim) => this.chosen.has(claim));
    if (!claims.length || this.busy) return;
    this.busy = true;
    try {
      const { seqs, failure } = await ruleMany(verb, claims, (done) => (this.progress = `${done} of ${claims.length}`));
      const ruled = claims.slice(0, seqs.length);
      for (const claim of ruled) {
        this.marks.set(claim, STANDS[verb]);
        this.chosen.delete(claim);
      }
      const words = `${count(seqs.length, "claim")} ${STANDS[verb]}`;
      if (seqs.length) this.acts = [...this.acts, { words, seqs, claims: ruled }];
      this.turn += 1;
      if (failure) told.say(`${words} of ${claims.length}, then: ${failure.problem.detail} ${failure.problem.remedy}`, true);
      else told.say(`${words}. One press of u takes all of it back.`);
    } catch (error) {
      told.say(asFailure(error).message, true);
    }
    this.progress = "";
    this.busy = false;
  }

  /** Take back the last act, whole. */
  async undo(): Promise<void> {
    const act = this.acts.at(-1);
    if (!act) return told.say("There is nothing to take back here. Earlier rulings are under Decisions.");
    if (this.busy) return;
    this.busy = true;
    try {
      const taken = await takeBack(act.seqs);
      const earlier = this.acts.slice(0, -1);
      this.acts = taken.left.length ? [...earlier, cut(act, taken.left)] : earlier;
      const freed = act.claims.filter((_, at) => act.seqs.length !== act.claims.length || taken.back.includes(act.seqs[at] as number));
      for (const claim of taken.back.length ? freed : []) this.marks.delete(claim);
      const place = this.items.findIndex((one) => one.view.claim.id === act.claims[0]);
      if (place >= 0) this.at = place;
      told.say(tellTaken(act, taken), taken.back.length < act.seqs.length);
    } catch (error) {
      told.say(asFailure(error).message, true);
    }
    this.turn += 1;
    this.busy = false;
  }

  toggle(claim: string): void {
    if (!this.chosen.delete(claim)) this.chosen.add(claim);
  }

  #moveOn(): void {
    const open = (one: ReviewItem) => !this.marks.has(one.view.claim.id);
    const later = this.items.findIndex((one, place) => place > this.at && open(one));
    if (later >= 0) this.at = later;
    else if (this.next) void this.more().then(() => (this.at = Math.min(this.at + 1, this.items.length - 1)));
  }

  #query(after: string | null): URLSearchParams {
    const query = new URLSearchParams(this.#asked);
    query.set("limit", String(AT_ONCE));
    if (after) query.set("after", after);
    return query;
  }
}

/** Return what is left of an act of which some decisions were taken back. */
function cut(act: Act, seqs: readonly number[]): Act {
  const claims = act.claims.length === act.seqs.length ? act.claims.slice(0, seqs.length) : act.claims;
  return { words: seqs.length < act.seqs.length ? `${seqs.length} of ${act.words}` : act.words, seqs, claims };
}

/** Say what was taken back and what was not, with why. */
function tellTaken(act: Act, { back, refused, left, failure }: TakenBack): string {
  if (back.length === act.seqs.length) return `Taken back: ${act.words}.`;
  const parts = [`${back.length} of ${count(act.seqs.length, "decision")} taken back (${act.words}).`];
  for (const { seq, why } of refused.slice(0, 3)) parts.push(`Decision ${seq} stays: ${why}`);
  if (refused.length > 3) parts.push(`${refused.length - 3} more stay for such reasons; Decisions lists them.`);
  if (failure) parts.push(`${count(left.length, "decision")} not come to: ${failure.problem.detail} Press u to try again.`);
  return parts.join(" ");
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function asItem({ view }: ClaimInContext): ReviewItem {
  return { view, edge: "", reason: "not ruled on yet", reasons: ["asked for", `likelihood ${view.claim.confidence.toFixed(2)}`], value: 0 };
}
