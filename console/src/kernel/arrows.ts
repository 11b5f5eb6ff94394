// Arrows go through the links of a list; Enter opens, as it does with every link.
import { nextTick, watch, type Ref } from "vue";
import { useKeys } from "./keys";

/** With `rows`, the first is ready under the hand as soon as they are there. */
export function useArrows(body: Ref<HTMLElement | undefined>, rows?: () => readonly unknown[]): void {
  const links = (): HTMLElement[] => [...(body.value?.querySelectorAll<HTMLElement>("a") ?? [])];
  function move(by: number): void {
    const all = links();
    const here = all.indexOf(document.activeElement as HTMLElement);
    all[Math.min(Math.max(here + by, 0), all.length - 1)]?.focus();
  }
  useKeys(() => ({ ArrowDown: () => move(1), ArrowUp: () => move(-1) }));
  if (rows) {
    watch(rows, async () => {
      await nextTick();
      links()[0]?.focus();
    });
  }
}
