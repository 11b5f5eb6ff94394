// Lists by keyboard: arrows go from link to link, Enter opens.
import type { Ref } from "vue";

export function arrows(body: Ref<HTMLElement | undefined>): Record<string, () => void> {
  function move(by: number): void {
    const links = [...(body.value?.querySelectorAll<HTMLElement>("a") ?? [])];
    const here = links.indexOf(document.activeElement as HTMLElement);
    links[Math.min(Math.max(here + by, 0), links.length - 1)]?.focus();
  }
  return { ArrowDown: () => move(1), ArrowUp: () => move(-1) };
}
