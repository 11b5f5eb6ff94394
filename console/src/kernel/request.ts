// The one way to the back end: typed by the contract, with the token, renewed in time, and safe to press twice.
import type { Answer, Options, PathOf, Verb } from "./api";
import { Problem, problemOf, unreachable } from "./problem";
import { drop, hold, me, serverNow, whenLeaving, type Session } from "./token";
import { WORDS } from "./texts";

const ROOT = "/api";
const TIMEOUT = 20_000;
const TRIES = 3;
const EARLY = 60_000; // renew so long before the token ends

// A key belongs to what is asked for until its outcome is known: pressed again after silence, it is the same request.
const keys = new Map<string, string>();
whenLeaving(() => keys.clear());

interface Asked {
  path?: Record<string, string | number>;
  query?: Record<string, unknown>;
  body?: unknown;
}

export async function call<V extends Verb, P extends PathOf<V>>(
  verb: V,
  path: P,
  ...[options]: object extends Options<V, P> ? [Options<V, P>?] : [Options<V, P>]
): Promise<Answer<V, P>> {
  const asked = (options ?? {}) as Asked;
  const url = ROOT + filled(String(path), asked.path ?? {}) + queryOf(asked.query ?? {});
  const body = asked.body === undefined ? undefined : JSON.stringify(asked.body);
  const intent = `${verb} ${url} ${body ?? ""}`;
  const key = verb === "get" ? undefined : (keys.get(intent) ?? crypto.randomUUID());
  if (key) keys.set(intent, key);
  try {
    const answer = await persistently(verb, url, body, key);
    keys.delete(intent);
    return answer as Answer<V, P>;
  } catch (fault) {
    if (fault instanceof Problem && !fault.unknown) keys.delete(intent);
    throw fault;
  }
}

async function persistently(verb: Verb, url: string, body?: string, key?: string): Promise<unknown> {
  const opening = url.startsWith(`${ROOT}/staff/sessions`);
  if (me.value && !opening) await renewIfNeeded();
  for (let tried = 1; ; tried++) {
    try {
      return await once(verb, url, body, key);
    } catch (fault) {
      const again = fault instanceof Problem && (fault.status === 0 || fault.status === 502 || fault.status === 503);
      if (fault instanceof Problem && fault.status === 401 && me.value && !opening) drop(fault.message);
      if (!again || opening || tried === TRIES) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 400 * 2 ** tried * (0.5 + Math.random())));
    }
  }
}

async function once(verb: Verb, url: string, body?: string, key?: string): Promise<unknown> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (me.value) headers["Authorization"] = `Bearer ${me.value.token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key) headers["Idempotency-Key"] = key;
  const answer = await fetch(url, {
    method: verb.toUpperCase(),
    headers,
    ...(body === undefined ? {} : { body }),
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(TIMEOUT),
  }).catch(() => {
    throw unreachable();
  });
  if (!answer.ok) throw await problemOf(answer);
  const text = await answer.text();
  return text ? (JSON.parse(text) as unknown) : undefined;
}

let renewing: Promise<void> | undefined;

/** The next token, when this one is about to end. Several at once wait for the same answer. */
export async function renewIfNeeded(): Promise<void> {
  const session = me.value;
  if (!session || Date.parse(session.token_ends) - serverNow() > EARLY) return;
  renewing ??= renew().finally(() => (renewing = undefined));
  await renewing;
}

async function renew(): Promise<void> {
  try {
    hold((await once("post", `${ROOT}/staff/sessions/renewal`)) as Session);
  } catch (fault) {
    if (fault instanceof Problem && fault.status >= 400 && fault.status < 500) drop(WORDS.over);
    throw fault;
  }
}

function filled(path: string, values: Record<string, string | number>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
}

function queryOf(values: Record<string, unknown>): string {
  const named = Object.entries(values).filter(([, value]) => value !== undefined && value !== "");
  return named.length ? `?${new URLSearchParams(named.map(([name, value]) => [name, String(value)])).toString()}` : "";
}
