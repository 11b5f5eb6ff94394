// The one thing that is open: read, changed by deeds, read anew when somebody else was quicker.
import { onMounted, ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { Problem, wordsOf } from "./problem";
import { tell } from "./told";

export interface One<T> {
  found: ShallowRef<T | null>;
  busy: Ref<boolean>;
  refused: ShallowRef<string>; // why the last deed was not done, while nothing else has changed
  conflict: ShallowRef<string>; // what somebody else did meanwhile; the newest state is shown
  read: () => Promise<void>;
  /** Answers whether whatever asked for it may close: it is done, or no longer to be done. */
  deed: (words: string, send: () => Promise<T>) => Promise<boolean>;
}

/** `latest` says who did what last, for whoever came too late. */
export function useOne<T extends object>(get: () => Promise<T>, latest: (now: T) => string): One<T> {
  const found = shallowRef(null) as ShallowRef<T | null>;
  const busy = ref(false);
  const refused = shallowRef("");
  const conflict = shallowRef("");

  async function read(): Promise<void> {
    try {
      found.value = await get();
      conflict.value = "";
    } catch (fault) {
      conflict.value = wordsOf(fault);
    }
  }

  async function deed(words: string, send: () => Promise<T>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    refused.value = conflict.value = "";
    const before = JSON.stringify(found.value);
    try {
      found.value = await send();
      tell(words);
      return true;
    } catch (fault) {
      refused.value = wordsOf(fault);
      if (!(fault instanceof Problem) || !fault.stale) return false;
      const why = refused.value;
      await read();
      if (!found.value || JSON.stringify(found.value) === before) return false;
      conflict.value = `${why.replace(/。$/, "")}。${latest(found.value)}`;
      refused.value = "";
      return true;
    } finally {
      busy.value = false;
    }
  }

  onMounted(read);
  return { found, busy, refused, conflict, read, deed };
}
