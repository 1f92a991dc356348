/** What the whole page knows: the vocabulary, what the casefile holds, who rules, and how the page looks. */
import type { Health, PredicateRow, Stats, Vocabulary, WhoAsks } from "../api/records";
import { Failure, get, keepCsrf } from "./api";
import { asFailure } from "./question.svelte";

const THEME = "sayso-theme";
const NAME = "sayso-by";
const ROLES = ["", "reader", "reviewer", "editor", "owner"];

class Session {
  predicates = $state.raw<PredicateRow[]>([]);
  stats = $state.raw<Stats | null>(null);
  health = $state.raw<Health | null>(null);
  /** Who asks, and what each operation needs; without accounts one is the owner. */
  who = $state.raw<WhoAsks | null>(null);
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
        get<WhoAsks>("/me").then((found) => this.#meet(found)),
        get<Health>("/health").then((found) => (this.health = found)),
        get<Vocabulary>("/vocabulary").then((found) => (this.predicates = found.predicates)),
        get<Stats>("/stats").then((found) => (this.stats = found)),
      ]);
      this.failure = null;
    } catch (error) {
      this.failure = asFailure(error);
    }
  }

  /** Whether the server has accounts. */
  team = $derived(this.who?.team ?? false);

  /** Tell whether one may do an operation of the API here, by its id. */
  may(operation: string): boolean {
    return !this.readonly && this.who !== null && this.whyNot(operation) === "";
  }

  /** Say why nothing may be written by an operation here, a server that is read only too; empty where it may. */
  barred(operation: string): string {
    return this.readonly ? "This server is read only: look, but rule elsewhere." : this.whyNot(operation);
  }

  /** Say why one may not do an operation; empty where nothing is in the way but a server that is read only. */
  whyNot(operation: string): string {
    const [have, need] = [this.who?.role ?? "", this.who?.needs[operation] ?? ""];
    return ROLES.indexOf(have) >= ROLES.indexOf(need) ? "" : `This needs the role ${need}; you are ${have || "nobody here"}.`;
  }

  #meet(who: WhoAsks): void {
    this.who = who;
    keepCsrf(who.csrf);
    if (who.team) this.by = who.name ?? "";
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
