// While somebody works the session is kept; after the hospital's minutes without a key or a touch it ends here, too.
import { call, renewIfNeeded } from "./request";
import { drop, me } from "./token";
import { WORDS } from "./texts";

const LOOK = 10_000;
let touched = Date.now();

export function watchIdleness(): void {
  for (const kind of ["keydown", "pointerdown", "pointermove", "wheel"]) {
    addEventListener(kind, () => (touched = Date.now()), { passive: true, capture: true });
  }
  setInterval(() => void look(), LOOK);
}

/** Somebody has just signed in. */
export const begin = (): number => (touched = Date.now());

async function look(): Promise<void> {
  const session = me.value;
  if (!session) return;
  const still = Date.now() - touched;
  if (still >= session.idle_minutes * 60_000) {
    void call("delete", "/staff/sessions/current").catch(() => undefined); // with the token that it takes along now
    drop(WORDS.idle);
  } else if (still < LOOK * 2) {
    await renewIfNeeded().catch(() => undefined);
  }
}
