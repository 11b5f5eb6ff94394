// The lists of cases and ratings, with what waits in each.
import { computed, shallowRef } from "vue";
import type { Schema } from "../kernel/api";
import { call } from "../kernel/request";
import { has, whenLeaving } from "../kernel/token";
import { useCampus } from "../directory/campus";
import { OFFICE } from "./routes";
import { LISTS, TEXT, type List } from "./texts";

const counts = shallowRef<Schema["FeedbackCountsView"] | null>(null);
whenLeaving(() => (counts.value = null));

export const readCounts = async (campus: string): Promise<void> => {
  if (campus) counts.value = await call("get", "/desk/feedback/counts", { query: { campus } });
};

/** `here`: the list that is shown. */
export function useLists(here: () => List | "ratings" | "undecided") {
  const { campus } = useCampus();
  const waiting = (list: List): number | undefined => (list === "closed" ? undefined : counts.value?.[list]);
  const mine = computed(() => (Object.keys(LISTS) as List[]).filter((list) => (list === "department" ? has("feedback") : has(...OFFICE))));
  const tabs = computed(() => [
    ...mine.value.map((list) => ({
      to: { path: "/feedback", query: { campus: campus.value, list } }, words: LISTS[list], here: here() === list, count: waiting(list),
      late: list === "overdue" || (list === "department" && (counts.value?.department_overdue ?? 0) > 0),
    })),
    ...(has(...OFFICE)
      ? [
          { to: { path: "/feedback/ratings", query: { campus: campus.value, list: "undecided" } }, words: TEXT.toDecide, here: here() === "undecided" },
          { to: { path: "/feedback/ratings", query: { campus: campus.value } }, words: TEXT.ratings, here: here() === "ratings" },
        ]
      : []),
  ]);
  /** Where somebody begins who has named no list: what is overdue first. */
  const first = computed<List>(() => (!has(...OFFICE) ? "department" : counts.value?.overdue ? "overdue" : "registered"));
  return { campus, counts, tabs, mine, first };
}
