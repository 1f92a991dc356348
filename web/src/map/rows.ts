/** Put ties in order for the table. */
import type { NetworkTie } from "../api/records";

export type Column = "subject" | "predicate" | "object" | "said_by" | "standing" | "roots" | "claims" | "first";

const ORDER = ["well supported", "contested", "single root", "only hedged", "only intended", "denied"];

/** Return ties by a column; null keeps the order of the answer, strongest first. Ties without a date come last. */
export function orderTies(ties: readonly NetworkTie[], column: Column | null, down: boolean): NetworkTie[] {
  const rows = [...ties];
  if (column === null) return rows;
  const way = down ? -1 : 1;
  return rows.sort((a, b) => way * compare(a, b, column));
}

function compare(a: NetworkTie, b: NetworkTie, column: Column): number {
  if (column === "roots" || column === "claims") return a[column] - b[column];
  if (column === "standing") return ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing);
  return textOf(a, column).localeCompare(textOf(b, column), "en");
}

function textOf(tie: NetworkTie, column: "subject" | "predicate" | "object" | "said_by" | "first"): string {
  if (column === "said_by") return tie.said_by.join(", ");
  return tie[column] ?? "\uffff";
}
