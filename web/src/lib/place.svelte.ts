/** The address of the page: one of its screens, and the question in the words of the API's parameters. */
import { BASE, isHere, within } from "./base";

/** Questions that stay pinned while one goes from screen to screen. */
export const PINNED = ["as_of", "known_on", "min_confidence"] as const;

/** The fields of the one vocabulary of filters, in the order in which they are shown. */
export const FILTERS = [
  ...["actor", "predicate", "family", "source", "root", "doc", "type", "as_of", "known_on", "since", "until"],
  ...["denied", "certainty", "modality", "voice", "standing", "sign", "contested", "ruling", "min_confidence"],
] as const;

class Place {
  path = $state(within(location.pathname));
  query = $state(new URLSearchParams(location.search));

  /** The parts of the path, decoded: `/actor/a%20b` is ["actor", "a b"]. */
  parts = $derived(this.path.split("/").filter(Boolean).map(readPart));

  get(name: string): string | null {
    return this.query.get(name);
  }

  all(name: string): string[] {
    return this.query.getAll(name);
  }

  /** The filters of the address, as the API takes them; `more` are names beyond the filters. */
  filters(...more: string[]): URLSearchParams {
    const asked = new URLSearchParams();
    for (const name of [...FILTERS, ...more]) for (const value of this.query.getAll(name)) asked.append(name, value);
    return asked;
  }

  read(): void {
    this.path = within(location.pathname);
    this.query = new URLSearchParams(location.search);
  }
}

function readPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const place = new Place();
window.addEventListener("popstate", () => place.read());

/** Go to an address of this page; `replace` leaves no step to go back to. */
export function go(href: string, replace = false): void {
  const target = new URL(href, location.href);
  if (target.origin !== location.origin) return;
  if (!isHere(target.pathname)) target.pathname = BASE + target.pathname;
  if (target.href === location.href) return;
  const moved = target.pathname !== location.pathname;
  history[replace ? "replaceState" : "pushState"](null, "", target);
  place.read();
  if (moved) window.scrollTo(0, 0);
}

/** Return an address: what is pinned comes along, what is null is left out. */
export function to(path: string, query: Record<string, string | number | boolean | string[] | null | undefined> = {}): string {
  const asked = new URLSearchParams();
  for (const name of PINNED) {
    const value = place.get(name);
    if (value !== null && !(name in query)) asked.set(name, value);
  }
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const one of value) asked.append(name, one);
    else if (value !== null && value !== undefined && value !== "") asked.set(name, String(value));
  }
  const words = asked.toString();
  return BASE + (words ? `${path}?${words}` : path);
}

/** Change the question of this screen and stay on it; null takes a parameter away. */
export function ask(changes: Record<string, string | string[] | null>, replace = false): void {
  const query = new URLSearchParams(place.query);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    if (Array.isArray(value)) for (const one of value) query.append(name, one);
    else if (value !== null && value !== "") query.set(name, value);
  }
  const words = query.toString();
  go(words ? `${place.path}?${words}` : place.path, replace);
}

/** Take clicks on links of this page, so that going to another screen loads nothing anew. */
export function takeLinks(node: HTMLElement): { destroy(): void } {
  const click = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    const link = (event.target as Element | null)?.closest("a");
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (!isHere(link.pathname) || within(link.pathname).startsWith("/api/")) return;
    if (link.pathname === location.pathname && link.search === location.search && link.hash) return;
    event.preventDefault();
    go(link.href);
  };
  node.addEventListener("click", click);
  return { destroy: () => node.removeEventListener("click", click) };
}

export const actorPath = (id: string): string => `/actor/${encodeURIComponent(id)}`;
export const documentPath = (id: string): string => `/document/${encodeURIComponent(id)}`;
export const tiePath = (id: string): string => `/tie/${encodeURIComponent(id)}`;
