// Single keys for what is done most. Never while somebody types, never with a dialog open, never with Ctrl, Alt or Meta.
import { onBeforeUnmount, onMounted } from "vue";

const TYPING = "input, textarea, select, [contenteditable], dialog";

export function useKeys(deeds: () => Record<string, (() => void) | undefined>): void {
  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || document.querySelector("dialog[open]")) return;
    if (event.target instanceof Element && event.target.closest(TYPING)) return;
    const deed = deeds()[event.key.length === 1 ? event.key.toUpperCase() : event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  }
  onMounted(() => addEventListener("keydown", press));
  onBeforeUnmount(() => removeEventListener("keydown", press));
}
