/**
 * Keep where actors stand, from visit to visit, each casefile's apart: several may be served at one address, one after
 * another, and the same actor may stand in two of them.
 */
import type { Place } from "./view";

const KEY = "sayso-places";
/** Under this key stand the marks of casefiles whose places are kept, the last looked at first. */
const KEPT = "sayso-places-of";
const CASEFILES = 8;
const MOST = 20_000;

/** Read the kept places; none where nothing was kept or it cannot be read. */
export function readPlaces(casefile: string): Map<string, Place> {
  try {
    const kept = JSON.parse(localStorage.getItem(`${KEY} ${casefile}`) ?? "[]") as [string, number, number][];
    return new Map(kept.map(([id, x, y]) => [id, { x, y }]));
  } catch {
    return new Map();
  }
}

/** Keep places, those set last first where there are too many; a full storage keeps what it had. */
export function keepPlaces(casefile: string, places: ReadonlyMap<string, Place>): void {
  const kept = [...places].slice(-MOST).map(([id, { x, y }]) => [id, Math.round(x * 10) / 10, Math.round(y * 10) / 10]);
  try {
    const [of, ...old] = [casefile, ...readKept().filter((one) => one !== casefile)];
    for (const one of old.slice(CASEFILES - 1)) localStorage.removeItem(`${KEY} ${one}`);
    localStorage.setItem(KEPT, JSON.stringify([of, ...old.slice(0, CASEFILES - 1)]));
    localStorage.setItem(`${KEY} ${casefile}`, JSON.stringify(kept));
  } catch {
    // without room the map is arranged anew on the next visit
  }
}

function readKept(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}
