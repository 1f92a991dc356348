/** Ask the server that this page came from; every failure is a Problem with what to do about it. */
import type { Problem } from "../api/records";
import { BASE } from "./base";

export const API = `${BASE}/api/v1`;
const TOKEN = "sayso-token";

export class Failure extends Error {
  constructor(
    readonly problem: Pick<Problem, "type" | "title" | "status" | "detail" | "remedy">,
    readonly address: string,
  ) {
    super(problem.detail);
  }
}

type Query = URLSearchParams | Record<string, string | number | boolean | string[] | null | undefined>;

/** Return the address of an answer, as it stands in `JSON` links. */
export function address(path: string, query: Query = {}): string {
  const asked = query instanceof URLSearchParams ? query : new URLSearchParams();
  if (!(query instanceof URLSearchParams))
    for (const [name, value] of Object.entries(query)) {
      if (Array.isArray(value)) for (const one of value) asked.append(name, one);
      else if (value !== null && value !== undefined && value !== "") asked.append(name, String(value));
    }
  const words = asked.toString();
  return API + path + (words ? `?${words}` : "");
}

export function keepToken(token: string): void {
  sessionStorage.setItem(TOKEN, token);
}

let csrf = "";

/** Keep what a write bears on a team's server, so that no other site can make this browser write. */
export function keepCsrf(token: string): void {
  csrf = token;
}

function headers(more: Record<string, string> = {}): Record<string, string> {
  const token = sessionStorage.getItem(TOKEN);
  return { Accept: "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}), ...(csrf ? { "X-Sayso-Csrf": csrf } : {}), ...more };
}

async function answer<T>(at: string, asked: RequestInit): Promise<T> {
  const response = await send(at, asked);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

/** Send a question and return the answer as it comes; throws a Failure for anything but a good one. */
async function send(at: string, asked: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(at, { ...asked, credentials: "same-origin" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Failure(
      {
        type: "urn:sayso:page:offline",
        title: "No answer",
        status: 0,
        detail: "The server does not answer.",
        remedy: "See whether `sayso serve` still runs, then try again.",
      },
      at,
    );
  }
  if (response.ok) return response;
  if (response.status === 401 && BASE) location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  let problem: Problem | null = null;
  try {
    problem = (await response.json()) as Problem;
  } catch {
    // what stands between may answer in another form
  }
  throw new Failure(
    problem ?? {
      type: "urn:sayso:page:unexpected",
      title: response.statusText,
      status: response.status,
      detail: `The server answered ${response.status} ${response.statusText}.`,
      remedy: "Try again; if it stays so, look at the server's log.",
    },
    at,
  );
}

/** Get an answer; `signal` ends a question that nobody waits for any more. */
export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return answer<T>(address(path, query), { headers: headers(), signal: signal ?? null });
}

/** Get a picture; a plain `<img>` could not send the token. */
export async function picture(path: string, query: Query = {}, signal?: AbortSignal): Promise<Blob> {
  const at = address(path, query);
  return (await send(at, { headers: { ...headers(), Accept: "image/png" }, signal: signal ?? null })).blob();
}

/** Send a ruling or another write. */
export function post<T>(path: string, body: unknown): Promise<T> {
  return answer<T>(API + path, {
    method: "POST",
    headers: headers({ "Content-Type": "application/json" }),
    body: JSON.stringify(body),
  });
}

/** Upload one file to be read; returns the job. */
export function upload<T>(file: File): Promise<T> {
  return sendFile<T>("/read", { name: file.name }, file);
}

/** Send the bytes of a file. */
export function sendFile<T>(path: string, query: Query, file: File): Promise<T> {
  return answer<T>(address(path, query), {
    method: "POST",
    headers: headers({ "X-Sayso": "1", "Content-Type": "application/octet-stream" }),
    body: file,
  });
}

export function remove<T>(path: string): Promise<T> {
  return answer<T>(API + path, { method: "DELETE", headers: headers({ "X-Sayso": "1" }) });
}
