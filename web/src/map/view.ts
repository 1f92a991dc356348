/** The seam between the screen and whatever draws the map. Coordinates of the screen are CSS pixels in the map's box. */
import type { NetworkTie } from "../api/records";
import type { Look } from "./look";

/** Where an actor stands; one unit is one pixel at zoom 1. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface MapNode {
  readonly id: string;
  /** The name without characters that would turn the text round it. */
  readonly name: string;
  readonly type: string;
  readonly named: boolean;
  /** Radius at zoom 1; follows how many ties the actor has in all, so that filters do not change it. */
  readonly size: number;
  /** Ties drawn; labels of those with most come first. */
  readonly ties: number;
}

export interface MapLink {
  readonly id: string;
  /** Places in the list of nodes. */
  readonly source: number;
  readonly target: number;
  /** How far the line bends off the straight one, since several ties of one pair lie side by side. */
  readonly bend: number;
  readonly look: Look;
  readonly words: string;
  readonly tie: NetworkTie;
}

export interface MapGraph {
  readonly nodes: readonly MapNode[];
  readonly links: readonly MapLink[];
}

export interface Thing {
  readonly kind: "actor" | "tie";
  readonly id: string;
}

/** Colours by what they say, as the page's theme has them. */
export interface Palette {
  readonly ground: string;
  readonly panel: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly focus: string;
  readonly friendly: string;
  readonly hostile: string;
  readonly neutral: string;
  readonly warn: string;
  readonly state: string;
  readonly font: string;
}

/** What the map tells the screen. */
export interface MapEvents {
  /** The pointer stands on a thing, or on nothing any more. */
  hover(thing: Thing | null, at: Place): void;
  /** A click; null beside everything. */
  choose(thing: Thing | null): void;
  /** A double click. */
  expand(thing: Thing): void;
  /** An actor was dragged to a place of its own. */
  moved(id: string, place: Place): void;
}

/** Draw a graph and take what is done to it. Draws nothing before `setGraph`; nothing may be called after `destroy`. */
export interface View {
  /** Draw this graph; actors without a place, and their ties, are neither drawn nor hit. The window stays as it is. */
  setGraph(graph: MapGraph, places: ReadonlyMap<string, Place>): void;
  setStyle(palette: Palette): void;
  /** Mark what is open; null for nothing. */
  setChosen(thing: Thing | null): void;
  /** Mark where the keyboard stands. */
  setCurrent(thing: Thing | null): void;
  /** Show all of it. */
  fit(): void;
  zoom(factor: number): void;
  pan(dx: number, dy: number): void;
  /** Move the window as little as needed for a thing to be seen. */
  reveal(thing: Thing): void;
  /** Return what stands at a point of the box. */
  hit(x: number, y: number): Thing | null;
  /** Return where a thing is seen in the box, or null where it is not drawn. */
  find(id: string): Place | null;
  /** Return the drawn actor that lies in a direction from another, its neighbours before all others. */
  next(id: string | null, dx: number, dy: number): string | null;
  destroy(): void;
}
