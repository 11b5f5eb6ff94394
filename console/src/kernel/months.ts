// Months as they stand in an address: 2026-11.
import { computed, type ComputedRef } from "vue";
import { useRoute } from "vue-router";
import { today } from "./format";

const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;

/** So many months before; a negative number: after. */
export function earlierMonth(month: string, number: number): string {
  const [year = 0, nth = 1] = month.split("-").map(Number);
  const all = year * 12 + nth - 1 - number;
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, "0")}`;
}

/** The month that the address names, else this one. */
export function useMonth(): ComputedRef<string> {
  const route = useRoute();
  return computed(() => {
    const named = String(route.query["month"] ?? "");
    return MONTH.test(named) ? named : today().slice(0, 7);
  });
}
