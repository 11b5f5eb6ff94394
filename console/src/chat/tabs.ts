import { computed } from "vue";
import { useCampus } from "../directory/campus";
import { TEXT } from "./texts";

export function useTabs(here: "desk" | "closed") {
  const { campus } = useCampus();
  return computed(() => [
    { to: { path: "/chat", query: { campus: campus.value } }, words: TEXT.desk, here: here === "desk" },
    { to: { path: "/chat/closed", query: { campus: campus.value } }, words: TEXT.closed, here: here === "closed" },
  ]);
}
