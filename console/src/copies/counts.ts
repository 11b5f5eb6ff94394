// How much waits in each of my lists: read when a page opens and after each deed.
import { shallowRef } from "vue";
import type { Schema } from "../kernel/api";
import { call } from "../kernel/request";
import { whenLeaving } from "../kernel/token";

export const lists = shallowRef<Schema["ListView"][]>([]);
whenLeaving(() => (lists.value = []));

export async function readCounts(campus: string): Promise<void> {
  if (campus) lists.value = (await call("get", "/desk/copies/lists", { query: { campus } })).lists;
}
