/** Say which words of a segment carry which claims. */
import type { ClaimView, Segment, Span } from "../api/records";
import type { CodeText } from "./codepoints";
import { flatten, type Marked } from "./flatten";

type Part = "evidence" | "trigger" | "subject" | "object" | "source";
interface Over {
  readonly view: ClaimView;
  readonly part: Part;
}

export interface Piece {
  readonly start: number;
  readonly words: string;
  /** The ids of the claims that these words carry; those whose own word this is come first, then the innermost. */
  readonly claims: readonly string[];
  /** The claims whose deciding word stands here. */
  readonly triggers: readonly ClaimView[];
  /** What the words are in the chosen claim. */
  readonly parts: readonly Part[];
}

/** Return a segment's words in pieces; of the chosen claim the parts are told apart too. */
export function markSegment(text: CodeText, segment: Segment, views: readonly ClaimView[], chosen: ClaimView | null): Piece[] {
  const marks: Marked<Over>[] = views.flatMap((view) => [
    { span: view.claim.evidence.span, of: { view, part: "evidence" as const } },
    { span: view.claim.trigger, of: { view, part: "trigger" as const } },
  ]);
  if (chosen) for (const [part, span] of partsOf(chosen)) marks.push({ span, of: { view: chosen, part } });
  return flatten(text, segment.span, marks).map(({ start, words, over }) => {
    const triggers = over.filter((one) => one.part === "trigger").map((one) => one.view);
    const inner = over.filter((one) => one.part === "evidence").map((one) => one.view.claim.id);
    return {
      start,
      words,
      claims: [...new Set([...triggers.map((one) => one.claim.id), ...inner.reverse()])],
      triggers,
      parts: chosen ? over.filter((one) => one.view === chosen).map((one) => one.part) : [],
    };
  });
}

function partsOf({ claim }: ClaimView): [Part, Span][] {
  const found: [Part, Span][] = [
    ["subject", claim.subject.span],
    ["object", claim.object.span],
  ];
  for (const source of claim.sources) if (source.span) found.push(["source", source.span]);
  return found;
}

export interface Group {
  /** Where the sentence begins. */
  readonly start: number;
  readonly sayso: readonly string[];
  readonly views: readonly ClaimView[];
}

/** Gather claims of one sentence on one say-so, in order of place. */
export function groupClaims(views: readonly ClaimView[]): Group[] {
  const found = new Map<string, { start: number; sayso: readonly string[]; views: ClaimView[] }>();
  for (const view of views) {
    const start = view.claim.evidence.span.start;
    const key = JSON.stringify([start, view.say_so]);
    const held = found.get(key);
    if (held) held.views.push(view);
    else found.set(key, { start, sayso: view.say_so, views: [view] });
  }
  return [...found.values()];
}

/** Order claims by where their sentence and then their deciding word stands. */
export function inOrder(views: readonly ClaimView[]): ClaimView[] {
  const place = ({ claim }: ClaimView) => [claim.evidence.span.start, claim.trigger.start, claim.evidence.span.end] as const;
  return [...views].sort((one, other) => {
    const [a, b] = [place(one), place(other)];
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || (one.claim.id < other.claim.id ? -1 : 1);
  });
}

/** Gather items under a key, in the order in which they come. */
export function gather<K, T>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const found = new Map<K, T[]>();
  for (const item of items) {
    const held = found.get(key(item));
    if (held) held.push(item);
    else found.set(key(item), [item]);
  }
  return found;
}
