/** Ask the worker for places; what has one keeps it, what has none starts near its neighbours. */
import type { LayoutAnswer, LayoutNode, LayoutQuestion } from "./layout.worker";
import type { MapGraph, Place } from "./view";

const OBSTACLES = 3000;

export class Arranger {
  #worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  #number = 0;

  /**
   * Place every actor of a graph that has no place in `places`, from `loose` where it was on its way; `told` is called as they settle and when they stand.
   * A later question takes the place of an earlier one. Returns how many are placed.
   */
  arrange(
    graph: MapGraph,
    places: ReadonlyMap<string, Place>,
    loose: ReadonlyMap<string, Place>,
    aspect: number,
    told: (found: Map<string, Place>, done: boolean) => void,
  ): number {
    const fresh = graph.nodes.filter((node) => !places.has(node.id));
    if (!fresh.length) return 0;
    const starts = startsOf(graph, places);
    const drawn = new Set(graph.nodes.map((node) => node.id));
    const hidden = [...places].filter(([id]) => !drawn.has(id)).slice(-OBSTACLES);
    const nodes: LayoutNode[] = graph.nodes.map((node) => {
      const place = places.get(node.id) ?? loose.get(node.id) ?? starts.get(node.id);
      return { size: node.size, fixed: places.has(node.id), ...(place ? { x: place.x, y: place.y } : {}) };
    });
    for (const [, { x, y }] of hidden) nodes.push({ size: 6, fixed: true, x, y });
    const number = (this.#number += 1);
    this.#worker.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
      if (data.number !== this.#number) return;
      const found = new Map<string, Place>();
      graph.nodes.forEach((node, at) => {
        if (!places.has(node.id)) found.set(node.id, { x: data.places[at * 2] ?? 0, y: data.places[at * 2 + 1] ?? 0 });
      });
      told(found, data.done);
    };
    const links = graph.links.map((link): [number, number] => [link.source, link.target]);
    this.#worker.postMessage({ number, nodes, links, aspect } satisfies LayoutQuestion);
    return fresh.length;
  }

  destroy(): void {
    this.#worker.terminate();
  }
}

/** Return where actors without a place begin: beside the middle of their placed neighbours, each at an angle of its own. */
function startsOf(graph: MapGraph, places: ReadonlyMap<string, Place>): Map<string, Place> {
  const sums = new Map<number, [number, number, number]>();
  const add = (node: number, other: number) => {
    const place = places.get(graph.nodes[other]?.id ?? "");
    if (!place) return;
    const sum = sums.get(node) ?? [0, 0, 0];
    sums.set(node, [sum[0] + place.x, sum[1] + place.y, sum[2] + 1]);
  };
  for (const { source, target } of graph.links) {
    add(source, target);
    add(target, source);
  }
  const starts = new Map<string, Place>();
  for (const [at, [x, y, many]] of sums) {
    const node = graph.nodes[at];
    if (!node || places.has(node.id)) continue;
    const angle = at * 2.399963; // the golden angle spreads them evenly
    starts.set(node.id, { x: x / many + 70 * Math.cos(angle), y: y / many + 70 * Math.sin(angle) });
  }
  return starts;
}
