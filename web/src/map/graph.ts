/** Turn the answers of the API into what is drawn. */
import type { Network, NetworkActor, NetworkTie } from "../api/records";
import { lookOf, shown, wordsOf } from "./look";
import type { MapGraph, MapLink, MapNode } from "./view";

/** The ties and actors that stand on the map, before the window of time. */
export interface Held {
  readonly actors: ReadonlyMap<string, NetworkActor>;
  readonly ties: ReadonlyMap<string, NetworkTie>;
}

export const NOTHING: Held = { actors: new Map(), ties: new Map() };

/** Show or hide the ties of one actor: those of a family, or all. */
export interface Step {
  readonly what: "expand" | "collapse";
  readonly actor: string;
  /** Null for ties of every kind. */
  readonly family: string | null;
}

/** Read a step of the address, `expand:ID` or `collapse:ID:family`; null for anything else. */
export function readStep(words: string): Step | null {
  const [what, actor, ...family] = words.split(":");
  if ((what !== "expand" && what !== "collapse") || !actor) return null;
  return { what, actor, family: family.join(":") || null };
}

/** Write a step as the address has it. */
export function writeStep(step: Step): string {
  return [step.what, step.actor, ...(step.family ? [step.family] : [])].join(":");
}

/** Tell whether a tie is one of those that a step speaks of. */
function concerns(step: Step, actor: string, tie: NetworkTie): boolean {
  const ends = tie.subject_id === actor || tie.object_id === actor;
  return ends && (step.family === null || tie.family === step.family);
}

/**
 * Return what is left of an answer after steps in their order. `around` has the ties of each actor that a step
 * expands; a step whose answer is not there yet adds nothing. Actors without a tie are left out, `centre` aside.
 */
export function follow(base: Network, steps: readonly Step[], around: ReadonlyMap<string, Network>): Held {
  const ties = new Map(base.ties.map((tie) => [tie.id, tie]));
  const known = new Map(base.actors.map((actor) => [actor.id, actor]));
  const keep = new Set<string>();
  for (const step of steps) {
    // an actor that was merged since is answered under its new id
    const found = around.get(step.actor);
    const actor = found?.centre ?? step.actor;
    keep.add(actor);
    if (step.what === "collapse") {
      for (const tie of [...ties.values()]) if (concerns(step, actor, tie)) ties.delete(tie.id);
    } else {
      for (const tie of found?.ties ?? []) if (concerns(step, actor, tie)) ties.set(tie.id, ties.get(tie.id) ?? tie);
      for (const one of found?.actors ?? []) if (!known.has(one.id)) known.set(one.id, one);
    }
  }
  if (base.centre) keep.add(base.centre);
  return withEnds(ties, known, keep);
}

/** Return ties with the actors at their ends, and those that are kept all the same. */
export function withEnds(
  ties: ReadonlyMap<string, NetworkTie>,
  known: ReadonlyMap<string, NetworkActor>,
  keep: ReadonlySet<string>,
): Held {
  const ends = new Set(keep);
  for (const tie of ties.values()) ends.add(tie.subject_id).add(tie.object_id);
  return { ties, actors: new Map([...known].filter(([id]) => ends.has(id))) };
}

const GAP = 17;

/** Return the radius of an actor with so many ties. */
export const sizeOf = (ties: number): number => Math.min(22, 5 + 2 * Math.sqrt(ties));

/** Return what is drawn of actors and ties; ties of one pair lie side by side. */
export function draw(held: Held): MapGraph {
  const count = new Map<string, number>();
  const pairs = new Map<string, NetworkTie[]>();
  for (const tie of held.ties.values()) {
    if (!held.actors.has(tie.subject_id) || !held.actors.has(tie.object_id)) continue;
    for (const end of [tie.subject_id, tie.object_id]) count.set(end, (count.get(end) ?? 0) + 1);
    const pair = tie.subject_id < tie.object_id ? `${tie.subject_id} ${tie.object_id}` : `${tie.object_id} ${tie.subject_id}`;
    const there = pairs.get(pair);
    if (there) there.push(tie);
    else pairs.set(pair, [tie]);
  }
  const nodes: MapNode[] = [...held.actors.values()].map((actor) => ({
    id: actor.id,
    name: shown(actor.name),
    type: actor.type,
    named: actor.named,
    size: sizeOf(actor.ties_in_all),
    ties: count.get(actor.id) ?? 0,
  }));
  const at = new Map(nodes.map((node, index) => [node.id, index]));
  const links: MapLink[] = [];
  for (const ties of pairs.values())
    ties.forEach((tie, index) => {
      const source = at.get(tie.subject_id) as number;
      const target = at.get(tie.object_id) as number;
      // one side is the same for all ties of a pair, whichever way they point
      const side = tie.subject_id < tie.object_id ? 1 : -1;
      const bend = (index - (ties.length - 1) / 2) * GAP * side;
      links.push({ id: tie.id, source, target, bend, look: lookOf(tie), words: wordsOf(tie), tie });
    });
  return { nodes, links };
}
