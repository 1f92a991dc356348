/** Arrange actors beside the page's own thread; those that have a place keep it. */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";

export interface LayoutNode extends SimulationNodeDatum {
  size: number;
  fixed: boolean;
}

export interface LayoutQuestion {
  number: number;
  nodes: LayoutNode[];
  links: [number, number][];
  /** Width of the box over its height. */
  aspect: number;
}

export interface LayoutAnswer {
  number: number;
  /** x and y of each actor, in the order asked. */
  places: Float64Array;
  done: boolean;
}

const FIRST_MS = 300;
const BETWEEN_MS = 450;
const LONGEST_MS = 6000;
const TICKS = 300;

onmessage = ({ data }: MessageEvent<LayoutQuestion>) => {
  const started = performance.now();
  const { nodes } = data;
  for (const node of nodes) if (node.fixed) [node.fx, node.fy] = [node.x, node.y];
  const links = data.links.map(([source, target]) => ({ source, target }));
  const large = nodes.length > 2500;
  const pull = large ? 0.045 : 0.06;
  const run = forceSimulation(nodes)
    .force("link", forceLink(links).distance((link) => 74 + 1.5 * (sizeOf(link.source) + sizeOf(link.target))))
    .force("apart", forceManyBody<LayoutNode>().strength((node) => (large ? -90 : -200 - 26 * node.size)).distanceMax(large ? 600 : 900).theta(large ? 1.2 : 0.9))
    .force("x", forceX(0).strength(pull / Math.max(1, data.aspect)))
    .force("y", forceY(0).strength(pull * Math.min(2, Math.max(1, data.aspect))))
    .stop();
  if (!large) run.force("collide", forceCollide<LayoutNode>((node) => node.size + 13).iterations(1));
  // the fewer there are to place, the sooner they stand
  const free = nodes.reduce((sum, node) => sum + (node.fixed ? 0 : 1), 0);
  const ticks = free < nodes.length / 4 ? 120 : TICKS;
  run.alphaDecay(1 - Math.pow(0.001, 1 / ticks));
  let told = started - BETWEEN_MS + FIRST_MS;
  for (let tick = 0; tick < ticks; tick += 1) {
    run.tick();
    const now = performance.now();
    // small graphs never end by the clock, so that the same graph is arranged the same
    if (large && now - started > LONGEST_MS) break;
    if (now - told > BETWEEN_MS && tick < ticks - 1) {
      told = now;
      tell(data.number, nodes, false);
    }
  }
  tell(data.number, nodes, true);
};

function sizeOf(end: unknown): number {
  return (end as LayoutNode).size;
}

function tell(number: number, nodes: LayoutNode[], done: boolean): void {
  const places = new Float64Array(nodes.length * 2);
  nodes.forEach((node, at) => {
    places[at * 2] = node.x ?? 0;
    places[at * 2 + 1] = node.y ?? 0;
  });
  postMessage({ number, places, done } satisfies LayoutAnswer, { transfer: [places.buffer] });
}
