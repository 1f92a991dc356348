/** What colleagues do, heard while they do it; nothing that one looks at is moved by it. */
import { SvelteMap } from "svelte/reactivity";
import type { Changed, Heard } from "../api/records";
import { address } from "./api";
import { session } from "./session.svelte";

/** For how long a colleague's ruling is told in the frame. */
const SHOWN_MS = 12_000;

/** What a ruling of each kind is called when it is told in passing. */
const WORDS: Record<string, string> = {
  accept: "accepted a claim",
  reject: "rejected a claim",
  correct: "corrected a claim",
  unsure: "could not tell of a claim",
  note: "wrote a note",
  merge: "merged two actors",
  "keep apart": "kept two actors apart",
  "unsure actors": "could not tell of two actors",
  grade: "graded a source",
  hypothesis: "stated a hypothesis",
  rate: "rated a claim against a hypothesis",
  undo: "took a decision back",
};

class Live {
  /** The last ruling of a colleague, for a moment. */
  heard = $state.raw<Heard | null>(null);
  /** Who ruled what on each claim since the page was loaded. */
  readonly rulings = new SvelteMap<string, string>();
  #turns = new SvelteMap<string, number>();
  #undone = $state(0);
  #source: EventSource | null = null;
  #last: number | null = null;
  #timer = 0;

  /** Listen while the page is in view: a hidden one would hold a connection that others need. */
  follow(): () => void {
    const look = () => (document.visibilityState === "visible" ? this.#open() : this.#close());
    document.addEventListener("visibilitychange", look);
    look();
    return () => {
      document.removeEventListener("visibilitychange", look);
      this.#close();
    };
  }

  /** Return what changes when somebody rules on a claim; a question that reads it is asked anew. */
  turn(claim: string): number {
    return (this.#turns.get(claim) ?? 0) + this.#undone;
  }

  #open(): void {
    if (this.#source) return;
    const source = new EventSource(address("/events", { last: this.#last }));
    source.addEventListener("ruling", (event) => this.#hear(JSON.parse(event.data) as Heard));
    source.addEventListener("change", (event) => this.#change(event, JSON.parse(event.data) as Changed));
    source.addEventListener("lost", (event) => {
      this.#keep(event);
      this.#undone += 1;
    });
    this.#source = source;
  }

  #close(): void {
    this.#source?.close();
    this.#source = null;
  }

  #hear(heard: Heard): void {
    this.#last = heard.seq;
    if (heard.by === session.by) return;
    if (heard.kind === "undo") this.#undone += 1;
    for (const claim of heard.claims) {
      this.#turns.set(claim, (this.#turns.get(claim) ?? 0) + 1);
      this.rulings.set(claim, `${heard.by} ${WORDS[heard.kind] ?? heard.kind}`);
    }
    this.heard = heard;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => (this.heard = null), SHOWN_MS);
  }

  #change(event: MessageEvent, state: Changed): void {
    this.#keep(event);
    const held = session.stats;
    if (held && (held.documents !== state.documents || held.claims !== state.claims)) void session.count();
  }

  #keep(event: MessageEvent): void {
    this.#last = Number(event.lastEventId) || this.#last;
  }
}

/** Return what a colleague did, in words. */
export const toldOf = (heard: Heard): string => WORDS[heard.kind] ?? heard.kind;

export const live = new Live();
