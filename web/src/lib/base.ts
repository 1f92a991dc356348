/** What stands before every address of a casefile on a team's server, as `/case/harbour`; empty where there is one casefile. */
export const BASE = /^\/case\/[a-z0-9][a-z0-9._-]*(?=\/|$)/.exec(location.pathname)?.[0] ?? "";

/** Return an address of this server without the casefile before it. */
export const within = (path: string): string => (BASE && path.startsWith(BASE) ? path.slice(BASE.length) || "/" : path);

/** Tell whether an address is one of this casefile's. */
export const isHere = (path: string): boolean => path === BASE || path.startsWith(`${BASE}/`);
