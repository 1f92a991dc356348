/** Ask while a screen is shown, anew whenever the question changes, and let go of answers that came too late. */
import { Failure, get } from "./api";

export class Question<T> {
  answer = $state.raw<T | null>(null);
  failure = $state.raw<Failure | null>(null);
  waiting = $state(true);
  #again = $state(0);

  /** `asked` gives path and parameters, or null where there is nothing to ask; what it reads is followed. */
  constructor(asked: () => { path: string; query?: URLSearchParams | Record<string, string | number | boolean | string[] | null> } | null) {
    $effect(() => {
      void this.#again;
      const question = asked();
      if (!question) {
        this.waiting = false;
        this.answer = null;
        return;
      }
      const stop = new AbortController();
      this.waiting = true;
      get<T>(question.path, question.query ?? {}, stop.signal).then(
        (answer) => {
          this.answer = answer;
          this.failure = null;
          this.waiting = false;
        },
        (error: unknown) => {
          if (stop.signal.aborted) return;
          this.failure = asFailure(error);
          this.waiting = false;
        },
      );
      return () => stop.abort();
    });
  }

  /** Ask once more, as after a ruling. */
  again(): void {
    this.#again += 1;
  }
}

export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure(
    { type: "urn:sayso:page:broken", title: "Broken", status: 0, detail: String(error), remedy: "Load the page again." },
    "",
  );
}
