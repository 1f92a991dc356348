/** The screens by their path; each is loaded when it is first shown. */
import type { Component } from "svelte";

export interface Screen {
  readonly path: string;
  readonly title: string;
  /** The key that leads here after `g`. */
  readonly key: string;
  /** Whether it stands in the menu. */
  readonly listed: boolean;
  /** The operation without which it is of no use; it stands on a team's server alone. */
  readonly needs?: string;
  readonly load: () => Promise<{ default: Component }>;
}

export const SCREENS: readonly Screen[] = [
  { path: "/", title: "Home", key: "h", listed: true, load: () => import("../screens/Home.svelte") },
  { path: "/network", title: "Network", key: "n", listed: true, load: () => import("../screens/Network.svelte") },
  { path: "/review", title: "Review", key: "r", listed: true, load: () => import("../screens/Review.svelte") },
  { path: "/actors", title: "Actors", key: "a", listed: true, load: () => import("../screens/Actors.svelte") },
  { path: "/timeline", title: "Timeline", key: "t", listed: true, load: () => import("../screens/Timeline.svelte") },
  { path: "/flows", title: "Flows", key: "f", listed: true, load: () => import("../screens/Flows.svelte") },
  { path: "/contested", title: "Contested", key: "c", listed: true, load: () => import("../screens/Contested.svelte") },
  { path: "/hypotheses", title: "Hypotheses", key: "y", listed: true, load: () => import("../screens/Hypotheses.svelte") },
  { path: "/matches", title: "Watchlists", key: "w", listed: true, load: () => import("../screens/Matches.svelte") },
  { path: "/changes", title: "Changed", key: "d", listed: true, load: () => import("../screens/Changes.svelte") },
  { path: "/sources", title: "Sources", key: "s", listed: true, load: () => import("../screens/Sources.svelte") },
  { path: "/documents", title: "Documents", key: "o", listed: true, load: () => import("../screens/Documents.svelte") },
  { path: "/search", title: "Search", key: "/", listed: true, load: () => import("../screens/Search.svelte") },
  { path: "/decisions", title: "Decisions", key: "l", listed: true, load: () => import("../screens/Decisions.svelte") },
  { path: "/people", title: "People", key: "", listed: true, needs: "list_people", load: () => import("../screens/People.svelte") },
  { path: "/account", title: "Account", key: "", listed: true, needs: "tell_who_asks", load: () => import("../screens/Account.svelte") },
  { path: "/actor", title: "Dossier", key: "", listed: false, load: () => import("../screens/Dossier.svelte") },
  { path: "/document", title: "Document", key: "", listed: false, load: () => import("../screens/DocumentReader.svelte") },
  { path: "/tie", title: "Tie", key: "", listed: false, load: () => import("../screens/Tie.svelte") },
  { path: "/claim", title: "Claim", key: "", listed: false, load: () => import("../screens/ClaimPage.svelte") },
  { path: "/paths", title: "Paths", key: "p", listed: true, load: () => import("../screens/Paths.svelte") },
];

/** Return the screen for the first part of a path, or null where there is none. */
export function screenOf(parts: readonly string[]): Screen | null {
  const first = `/${parts[0] ?? ""}`;
  return SCREENS.find((screen) => screen.path === first) ?? null;
}
