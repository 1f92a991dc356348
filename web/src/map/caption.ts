/** Say below a picture what it is: pictures travel without the page. */
import { FILTERS, place } from "../lib/place.svelte";
import { session } from "../lib/session.svelte";
import { count, grouped, plain } from "../lib/wording";
import type { NetworkMap } from "./held.svelte";

/** Return how much of the casefile is drawn, in words. */
export function amountOf(map: NetworkMap): string {
  const [actors, ties] = [map.graph.nodes.length, map.graph.links.length];
  const all = session.stats?.actors;
  const inAll = Math.max(map.whole.answer?.ties_in_all ?? 0, ties);
  const of = all && all > actors ? ` of ${grouped(all)}` : "";
  const ofTies = map.whole.answer?.centre || inAll === ties ? "" : ` of ${grouped(inAll)}`;
  return `${grouped(actors)}${of} actors, ${grouped(ties)}${ofTies} ties, the strongest first`;
}

/** Return the lines below an exported picture. */
export function captionOf(map: NetworkMap, today = new Date()): string[] {
  const asked = FILTERS.flatMap((name) =>
    place.all(name).map((value) => `${plain(name)} ${name === "actor" ? (map.actor(map.whole.answer?.centre ?? "")?.name ?? value) : value}`),
  );
  if (map.years) asked.push(`years ${map.years.from} to ${map.years.to}${map.undated ? " and undated" : ""}`);
  if (map.steps.length) asked.push(`${count(map.steps.length, "step")} of expanding and collapsing`);
  return [
    "Network of claims: every line is what sources say, not what is so. Width: independent roots.",
    `Filled heads: friendly; bars: hostile; open heads: neither. ≠ contested, ✗ denied, ? hedged, → planned.`,
    `${asked.length ? `Asked: ${asked.join("; ")}.` : "No dates or filters."} Shown: ${amountOf(map)}.`,
    `Made with Sayso on ${today.toISOString().slice(0, 10)}.`,
  ];
}
