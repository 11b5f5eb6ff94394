// Deeds at what is open: where somebody was quicker that is told, and the newest state is read.
import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { Problem, wordsOf } from "../kernel/problem";
import { tell } from "../kernel/told";
import { TEXT } from "./texts";

export interface Deeds {
  busy: Ref<boolean>;
  words: ShallowRef<string>; // why the last one was not done
  /** Answers whether whatever asked for it may close: it is done, or what it stood on has changed. */
  deed: (said: string, send: () => Promise<unknown>) => Promise<boolean>;
}

export function deeds(read: () => Promise<unknown>): Deeds {
  const busy = ref(false);
  const words = shallowRef("");
  async function deed(said: string, send: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    words.value = "";
    try {
      await send();
      if (said) tell(said);
      return true;
    } catch (fault) {
      const why = wordsOf(fault);
      const stale = fault instanceof Problem && fault.stale;
      if (stale) await read();
      words.value = stale ? `${why.replace(/。$/, "")}。${TEXT.conflictRead}` : why;
      return stale;
    } finally {
      busy.value = false;
    }
  }
  return { busy, words, deed };
}
