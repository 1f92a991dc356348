/**
 * Keep where actors stand, from visit to visit. An actor's id follows from what the documents say, so the same actor
 * finds its place again in whatever casefile it comes up.
 */
import type { Place } from "./view";

const KEY = "sayso-places";
const MOST = 20_000;

/** Read the kept places; none where nothing was kept or it cannot be read. */
export function readPlaces(): Map<string, Place> {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]") as [string, number, number][];
    return new Map(kept.map(([id, x, y]) => [id, { x, y }]));
  } catch {
    return new Map();
  }
}

/** Keep places, those set last first where there are too many; a full storage keeps what it had. */
export function keepPlaces(places: ReadonlyMap<string, Place>): void {
  const kept = [...places].slice(-MOST).map(([id, { x, y }]) => [id, Math.round(x * 10) / 10, Math.round(y * 10) / 10]);
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // without room the map is arranged anew on the next visit
  }
}
