/** Hold what the Network screen knows: the answer, the steps after it, the window of time, and where actors stand. */
import type { Network, NetworkActor, NetworkTie } from "../api/records";
import { get } from "../lib/api";
import { ask, place } from "../lib/place.svelte";
import { asFailure, Question } from "../lib/question.svelte";
import { session } from "../lib/session.svelte";
import { told } from "../lib/told.svelte";
import { draw, follow, NOTHING, readStep, withEnds, writeStep, type Held, type Step } from "./graph";
import { Arranger } from "./layout";
import { keepPlaces, readPlaces } from "./places";
import type { MapGraph, Place, Thing } from "./view";
import { inYears, isUndated, readYears } from "./years";

/** The filters that `/network` takes, the middle aside. */
export const TAKES = [
  ...["predicate", "family", "standing", "sign", "contested", "denied", "certainty", "modality", "type", "source", "root"],
  ...["doc", "voice", "since", "until", "as_of", "known_on", "ruling", "min_confidence", "actor"],
] as const;

export const LEAST = 200;
export const MOST = 5000;
const AROUND = 1000;

export class NetworkMap {
  /** Where the pointer of the time window stands while it is dragged; null when it follows the address. */
  dragged = $state.raw<string | null>(null);
  places = $state.raw<ReadonlyMap<string, Place>>(readPlaces(casefile()));
  arranging = $state(false);
  /** Actors that do not stand yet, where they are on their way. */
  settling = $state.raw<ReadonlyMap<string, Place>>(new Map());
  #around = $state.raw<ReadonlyMap<string, Network>>(new Map());
  #asked = new Set<string>();
  #arranger = new Arranger();
  #loose = new Map<string, Place>();

  readonly whole: Question<Network>;
  readonly limit = $derived(Math.min(MOST, Math.max(1, Number(place.get("limit")) || LEAST)));
  readonly hops = $derived([1, 2, 3].includes(Number(place.get("hops"))) ? Number(place.get("hops")) : 2);
  readonly steps = $derived(place.all("step").flatMap((words) => readStep(words) ?? []));
  readonly years = $derived(readYears(this.dragged ?? place.get("years")));
  readonly undated = $derived(place.get("undated") === "true");
  /** What is open on the right. */
  readonly open = $derived<Thing | null>(thingOf(place.get("open")));
  /** The question without the middle, as the map and every actor's neighbours are asked. */
  readonly #filters = $derived(place.filters().toString());

  /** All that stands on the map, before the window of time. */
  readonly held: Held = $derived.by(() => {
    const base = this.whole.answer;
    return base ? follow(base, this.steps, this.#current) : NOTHING;
  });
  /** What the window of time lets through. */
  readonly drawn: Held = $derived.by(() => {
    const { years, undated, held } = this;
    if (!years) return held;
    const ties = new Map<string, NetworkTie>();
    for (const [id, tie] of held.ties) if (inYears(tie, years, undated)) ties.set(id, tie);
    return withEnds(ties, held.actors, new Set(this.whole.answer?.centre ? [this.whole.answer.centre] : []));
  });
  readonly #all: MapGraph = $derived(draw(this.held));
  readonly graph: MapGraph = $derived(this.drawn === this.held ? this.#all : draw(this.drawn));
  /** Where actors are drawn: those that stand, and those on their way to a place. */
  readonly standing: ReadonlyMap<string, Place> = $derived(
    this.settling.size ? new Map([...this.settling, ...this.places]) : this.places,
  );
  /** What is open, under the id that its actor has by now. */
  readonly chosen: Thing | null = $derived(
    this.open?.kind === "actor" ? { kind: "actor", id: this.around(this.open.id)?.centre ?? this.open.id } : this.open,
  );
  readonly whenless = $derived([...this.held.ties.values()].filter(isUndated).length);
  /** What came round single actors under the filters as they are. */
  readonly #current = $derived.by(() => {
    const found = new Map<string, Network>();
    for (const [key, answer] of this.#around) {
      const [actor, filters] = cut(key);
      if (filters === this.#filters) found.set(actor, answer);
    }
    return found as ReadonlyMap<string, Network>;
  });

  constructor(private aspect: () => number) {
    this.whole = new Question<Network>(() => ({ path: "/network", query: this.query() }));
    $effect(() => {
      const wanted = new Set(this.steps.map((step) => step.actor));
      if (this.open?.kind === "actor") wanted.add(this.open.id);
      for (const actor of wanted) void this.#load(actor, this.#filters);
    });
    $effect(() => this.#arrange(this.#all));
    $effect(() => () => this.#arranger.destroy());
  }

  /** Return the question as the API takes it. */
  query(): URLSearchParams {
    const query = place.filters();
    query.set("limit", String(this.limit));
    if (place.get("actor")) query.set("hops", String(this.hops));
    return query;
  }

  /** Return the ties of one actor as far as they are known, asked for when it is opened. */
  around(actor: string): Network | null {
    return this.#current.get(actor) ?? null;
  }

  actor(id: string): NetworkActor | null {
    return this.held.actors.get(id) ?? this.around(id)?.actors.find((one) => one.id === id) ?? null;
  }

  /** Go one step on; it stands in the address, so that it can be undone and handed on. */
  step(step: Step): void {
    ask({ step: [...place.all("step"), writeStep(step)] });
  }

  /** Take the last step back. */
  undo(): void {
    ask({ step: place.all("step").slice(0, -1) });
  }

  /** Open a thing on the right; null closes. */
  choose(thing: Thing | null): void {
    ask({ open: thing?.id ?? null }, true);
  }

  /** Let an actor stand where it was put. */
  put(id: string, at: Place): void {
    this.places = new Map(this.places).set(id, at);
    keepPlaces(casefile(), this.places);
  }

  /** Forget where the actors of this map stand, and arrange them anew. */
  anew(): void {
    const left = new Map(this.places);
    for (const id of this.held.actors.keys()) left.delete(id);
    this.#loose = new Map();
    this.places = left;
  }

  #arrange(graph: MapGraph): void {
    const places = this.places;
    const many = this.#arranger.arrange(graph, places, this.#loose, this.aspect(), (found, done) => {
      if (done) {
        this.#loose = new Map();
        this.settling = new Map();
        this.arranging = false;
        this.places = new Map([...places, ...found]);
        keepPlaces(casefile(), this.places);
      } else this.#settle(found);
    });
    this.arranging = many > 0;
  }

  #settle(found: Map<string, Place>): void {
    this.#loose = found;
    this.settling = found;
  }

  async #load(actor: string, filters: string): Promise<void> {
    const key = `${actor} ${filters}`;
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    try {
      const query = new URLSearchParams(filters);
      query.set("actor", actor);
      query.set("hops", "1");
      query.set("limit", String(AROUND));
      const found = await get<Network>("/network", query);
      this.#around = new Map(this.#around).set(key, found);
    } catch (error) {
      this.#asked.delete(key);
      told.say(`The ties of this actor could not be asked for. ${asFailure(error).problem.detail}`, true);
    }
  }
}

/** The mark of the casefile that is served; screens are shown once it is known. */
const casefile = (): string => session.health?.casefile ?? "";

function cut(key: string): [string, string] {
  const at = key.indexOf(" ");
  return [key.slice(0, at), key.slice(at + 1)];
}

/** Read what is open from the address, by the form of its id; a name or id of any other form is an actor's. */
function thingOf(id: string | null): Thing | null {
  return id ? { kind: id.startsWith("edge-") ? "tie" : "actor", id } : null;
}
