/** Say which words of a segment carry which claims. */
import type { ClaimMark, ClaimView, Segment, Span } from "../api/records";
import type { CodeText } from "./codepoints";
import { flatten, type Marked } from "./flatten";

type Part = "evidence" | "trigger" | "subject" | "object" | "source";
interface Over {
  readonly id: string;
  readonly part: Part;
  readonly of: ClaimMark | null;
}

export interface Piece {
  readonly start: number;
  readonly words: string;
  /** The ids of the claims that these words carry; those whose own word this is come first, then the innermost. */
  readonly claims: readonly string[];
  /** The claims whose deciding word stands here. */
  readonly triggers: readonly ClaimMark[];
  /** What the words are in the chosen claim. */
  readonly parts: readonly Part[];
}

/** Return a segment's words in pieces; of the `chosen` claim, the `whole` of it once it is there, parts are told apart. */
export function markSegment(
  text: CodeText,
  segment: Segment,
  marks: readonly ClaimMark[],
  chosen: string | null,
  whole: ClaimView | null,
): Piece[] {
  const over: Marked<Over>[] = marks.flatMap((mark) => [
    { span: mark.evidence, of: { id: mark.id, part: "evidence" as const, of: mark } },
    { span: mark.trigger, of: { id: mark.id, part: "trigger" as const, of: mark } },
  ]);
  if (whole) for (const [part, span] of partsOf(whole)) over.push({ span, of: { id: whole.claim.id, part, of: null } });
  return flatten(text, segment.span, over).map(({ start, words, over: held }) => {
    const triggers = held.flatMap((one) => (one.part === "trigger" && one.of ? [one.of] : []));
    const inner = held.filter((one) => one.part === "evidence").map((one) => one.id);
    return {
      start,
      words,
      claims: [...new Set([...triggers.map((one) => one.id), ...inner.reverse()])],
      triggers,
      parts: chosen ? held.filter((one) => one.id === chosen).map((one) => one.part) : [],
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
  readonly marks: readonly ClaimMark[];
}

/** Gather claims of one sentence on one say-so, in order of place. */
export function groupClaims(marks: readonly ClaimMark[]): Group[] {
  const found = new Map<string, { start: number; sayso: readonly string[]; marks: ClaimMark[] }>();
  for (const mark of marks) {
    const start = mark.evidence.start;
    const key = JSON.stringify([start, mark.say_so]);
    const held = found.get(key);
    if (held) held.marks.push(mark);
    else found.set(key, { start, sayso: mark.say_so, marks: [mark] });
  }
  return [...found.values()];
}

/** Order claims by where their sentence and then their deciding word stands. */
export function inOrder(marks: readonly ClaimMark[]): ClaimMark[] {
  return [...marks].sort(
    (one, other) =>
      one.evidence.start - other.evidence.start ||
      one.trigger.start - other.trigger.start ||
      one.evidence.end - other.evidence.end ||
      (one.id < other.id ? -1 : 1),
  );
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
