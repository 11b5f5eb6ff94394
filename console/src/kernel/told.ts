import { reactive } from "vue";

const LASTS = 5_000;
export const told = reactive({ words: "", nth: 0 });
let timer = 0;

/** Say it for some seconds. */
export function tell(words: string): void {
  clearTimeout(timer);
  told.words = words;
  told.nth += 1;
  timer = window.setTimeout(() => (told.words = ""), LASTS);
}
