// A deed in flight: one at a time, its refusal in words, and what comes after it.
import { ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from "vue";
import { wordsOf } from "./problem";

export interface Doing {
  busy: Ref<boolean>;
  words: ShallowRef<string>;
  run: (deed: () => Promise<void>) => Promise<boolean>;
}

/** `run` answers whether it went well; a second press while it runs does nothing. */
export function doing(): Doing {
  const busy = ref(false);
  const words = shallowRef("");
  async function run(deed: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    words.value = "";
    try {
      await deed();
      return true;
    } catch (fault) {
      words.value = wordsOf(fault);
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, words, run };
}

/** Read now and whenever one of these changes; what changes while it is being read is read afterwards. */
export function reads(sources: WatchSource[], read: () => unknown, busy: Ref<boolean>): void {
  let again = false;
  watch(
    sources,
    () => {
      if (busy.value) again = true;
      else void read();
    },
    { immediate: true },
  );
  watch(busy, (now) => {
    if (now || !again) return;
    again = false;
    void read();
  });
}
