/** Lay bands out from givers to receivers (d3-sankey); what goes round in a circle is taken out first. */
import { sankey, sankeyJustify } from "d3-sankey";
import type { Party } from "../api/records";
import type { Band } from "./sums";

export interface DrawnNode {
  readonly party: Party;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly right: boolean;
}

export interface DrawnBand {
  readonly band: Band;
  readonly path: string;
  readonly x: number;
  readonly y: number;
  readonly thickness: number;
}

export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly bands: readonly DrawnBand[];
  readonly height: number;
}

/** Part bands into those that can be drawn and those that lie on a circle, from a party back to itself. */
export function partCircles(bands: readonly Band[]): { straight: Band[]; round: Band[] } {
  const ways = new Map<string, Set<string>>();
  for (const { flow } of bands) {
    const next = ways.get(flow.giver.key) ?? new Set();
    ways.set(flow.giver.key, next.add(flow.receiver.key));
  }
  const comesBack = (from: string, to: string): boolean => {
    const seen = new Set([from]);
    const waiting = [from];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (at === to) return true;
      for (const next of ways.get(at) ?? []) if (!seen.has(next)) waiting.push((seen.add(next), next));
    }
    return false;
  };
  const round = new Set(bands.filter(({ flow }) => comesBack(flow.receiver.key, flow.giver.key)));
  return { straight: bands.filter((band) => !round.has(band)), round: [...round] };
}

const ROW = 46;

/** Lay straight bands over a width. */
export function layOut(bands: readonly Band[], width: number): Drawing {
  if (!bands.length) return { nodes: [], bands: [], height: 0 };
  const parties = new Map<string, Party>();
  for (const { flow } of bands) for (const party of [flow.giver, flow.receiver]) parties.set(party.key, party);
  const sides = Math.max(new Set(bands.map((one) => one.flow.giver.key)).size, new Set(bands.map((one) => one.flow.receiver.key)).size);
  const height = Math.max(72, sides * ROW);
  const layout = sankey<{ key: string }, { band: Band }>()
    .nodeId((node) => node.key)
    .nodeAlign(sankeyJustify)
    .nodeWidth(10)
    .nodePadding(Math.min(30, ROW * 0.6))
    .extent([
      [1, 16],
      [width - 1, height - 8],
    ]);
  const drawn = layout({
    nodes: [...parties.keys()].map((key) => ({ key })),
    links: bands.map((band) => ({ source: band.flow.giver.key, target: band.flow.receiver.key, value: band.high, band })),
  });
  return {
    height,
    nodes: drawn.nodes.map((node) => {
      const [x0, x1, y0, y1] = [node.x0 ?? 0, node.x1 ?? 0, node.y0 ?? 0, node.y1 ?? 0];
      return { party: parties.get(node.key)!, x: x0, y: y0, width: x1 - x0, height: Math.max(2, y1 - y0), right: x0 > width / 2 };
    }),
    bands: drawn.links.map((link) => {
      const [from, to] = [link.source as { x1?: number }, link.target as { x0?: number }];
      const [x0, x1, y0, y1] = [from.x1 ?? 0, to.x0 ?? 0, link.y0 ?? 0, link.y1 ?? 0];
      return { band: link.band, path: ribbon(x0, x1, y0, y1, Math.max(3, link.width ?? 0)), x: (x0 + x1) / 2, y: (y0 + y1) / 2, thickness: link.width ?? 0 };
    }),
  };
}

/** Return the outline of a band, so that it has an area to point at and a rim that can be broken. */
function ribbon(x0: number, x1: number, y0: number, y1: number, width: number): string {
  const [middle, half] = [(x0 + x1) / 2, width / 2];
  return `M${x0} ${y0 - half}C${middle} ${y0 - half} ${middle} ${y1 - half} ${x1} ${y1 - half}V${y1 + half}C${middle} ${y1 + half} ${middle} ${y0 + half} ${x0} ${y0 + half}Z`;
}
