/** What the whole page knows: the vocabulary, what the casefile holds, who rules, and how the page looks. */
import type { Health, PredicateRow, Stats, Vocabulary } from "../api/records";
import { Failure, get } from "./api";
import { asFailure } from "./question.svelte";

const THEME = "sayso-theme";
const NAME = "sayso-by";

class Session {
  predicates = $state.raw<PredicateRow[]>([]);
  stats = $state.raw<Stats | null>(null);
  health = $state.raw<Health | null>(null);
  failure = $state.raw<Failure | null>(null);
  theme = $state<"light" | "dark">(readTheme());
  /** Who rules, as it is written into decisions. */
  by = $state(localStorage.getItem(NAME) ?? "");

  byName = $derived(new Map(this.predicates.map((one) => [one.name, one])));
  /** Whether nothing may be written, or nobody knows yet. */
  readonly = $derived(this.health?.readonly ?? true);
  families = $derived([...new Set(this.predicates.map((one) => one.family))].sort());

  async load(): Promise<void> {
    try {
      await Promise.all([
        get<Health>("/health").then((found) => (this.health = found)),
        get<Vocabulary>("/vocabulary").then((found) => (this.predicates = found.predicates)),
        get<Stats>("/stats").then((found) => (this.stats = found)),
      ]);
      this.failure = null;
    } catch (error) {
      this.failure = asFailure(error);
    }
  }

  async count(): Promise<void> {
    this.stats = await get<Stats>("/stats");
  }

  /** The colour of a predicate follows its sign: friendly, hostile or neither. */
  sign(predicate: string): "friendly" | "hostile" | "" {
    const sign = this.byName.get(predicate)?.sign ?? 0;
    return sign > 0 ? "friendly" : sign < 0 ? "hostile" : "";
  }

  setTheme(theme: "light" | "dark"): void {
    this.theme = theme;
    localStorage.setItem(THEME, theme);
    document.documentElement.dataset.theme = theme;
  }

  setBy(name: string): void {
    this.by = name;
    localStorage.setItem(NAME, name);
  }
}

function readTheme(): "light" | "dark" {
  const kept = localStorage.getItem(THEME);
  const theme = kept === "dark" || kept === "light" ? kept : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = theme;
  return theme;
}

export const session = new Session();
