// Who is signed in. Everything is in memory alone: a reload signs out, and nothing personal is left in the browser.
import { computed, shallowRef } from "vue";
import type { Schema } from "./api";

export type Session = Schema["StaffSessionView"];
export type Role = Schema["Role"];

const session = shallowRef<Session | null>(null);
export const signedOutBecause = shallowRef("");
let skew = 0; // milliseconds that the server's clock is ahead of ours
let leaving: (() => void)[] = [];

export const me = computed(() => session.value);
export const has = (...roles: Role[]): boolean => roles.some((one) => session.value?.roles.includes(one));

/** A session begins or goes on with another token. */
export function hold(opened: Session): void {
  skew = Date.parse(opened.server_time) - Date.now();
  session.value = opened;
}

/** Nobody is signed in any more; whoever keeps something forgets it. */
export function drop(because = ""): void {
  if (session.value === null) return;
  session.value = null;
  signedOutBecause.value = because;
  for (const forget of leaving) forget();
}

/** What is to be forgotten when somebody leaves. */
export function whenLeaving(forget: () => void): void {
  leaving = [...leaving, forget];
}

/** By the server's clock, in milliseconds. */
export const serverNow = (): number => Date.now() + skew;
