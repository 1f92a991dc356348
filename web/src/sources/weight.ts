/** Say how much rests on a source. */
import type { SourceRow } from "../api/records";
import { count } from "../lib/wording";

/** Tell a source's numbers in one sentence. */
export function amounts(row: SourceRow): string {
  const denials = row.denials ? `, ${row.denials} of them denials` : "";
  return `It stands behind ${count(row.edges, "tie")}; on ${row.alone} of them no other source speaks. ${count(row.claims, "claim")} rest${row.claims === 1 ? "s" : ""} on its word${denials}.`;
}
