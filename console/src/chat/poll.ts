// Asking again and again what is new, and saying so when no answer has come: what is shown may then be old.
import { computed, onBeforeUnmount, onMounted, ref } from "vue";
import { serverNow } from "../kernel/token";

const PATIENCE = 12_000; // milliseconds without an answer until somebody is told
const HIDDEN = 15_000; // between two questions while nobody looks
const LONGEST = 30_000;
const TICK = 1_000;

/** Ask every so many milliseconds, rarer while there is no answer. `ask` answers whether to go on. */
export function usePoll(every: number, ask: () => Promise<boolean>) {
  const last = ref(0); // when the last answer came
  const now = ref(serverNow());
  const failed = ref(0);
  const over = ref(false);
  let timer = 0;
  let asking = false;
  let again = false;
  let gone = false;

  async function poll(): Promise<void> {
    clearTimeout(timer);
    if (asking) {
      again = true; // whatever was done meanwhile is asked for afterwards
      return;
    }
    asking = true;
    let goesOn = true;
    try {
      goesOn = await ask();
      last.value = serverNow();
      failed.value = 0;
    } catch {
      failed.value += 1;
    }
    asking = false;
    over.value = !goesOn;
    if (gone || (!goesOn && !again)) return;
    const rest = document.hidden ? HIDDEN : Math.min(every * 2 ** Math.min(failed.value, 4), LONGEST);
    timer = window.setTimeout(() => void poll(), again ? 0 : rest);
    again = false;
  }

  const ticker = window.setInterval(() => (now.value = serverNow()), TICK);
  const looked = (): void => void (document.hidden || over.value || poll());
  onMounted(() => {
    last.value = serverNow();
    document.addEventListener("visibilitychange", looked);
    void poll();
  });
  onBeforeUnmount(() => {
    gone = true;
    clearTimeout(timer);
    clearInterval(ticker);
    document.removeEventListener("visibilitychange", looked);
  });
  const cut = computed(() => last.value > 0 && !over.value && (failed.value > 0 || (!document.hidden && now.value - last.value > Math.max(PATIENCE, every * 3))));
  return { poll, cut, last, now };
}
