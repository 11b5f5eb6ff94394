// What codes mean at a campus: kinds of applicants, purposes, parts.
import { computed, shallowRef, watch } from "vue";
import type { Schema } from "../kernel/api";
import { call } from "../kernel/request";
import { whenLeaving } from "../kernel/token";
import { useCampus } from "../directory/campus";

const known = shallowRef<Record<string, Schema["OptionsView"]>>({});
whenLeaving(() => (known.value = {}));

interface Named {
  code: string;
  words: string;
}
export const words = (of: readonly Named[], code: string): string => of.find((one) => one.code === code)?.words ?? code;

export function useOptions() {
  const { campus } = useCampus();
  watch(
    campus,
    async (at) => {
      if (!at || known.value[at]) return;
      const read = await call("get", "/desk/copies/options", { query: { campus: at } }).catch(() => undefined);
      if (read) known.value = { ...known.value, [at]: read };
    },
    { immediate: true },
  );
  const options = computed(() => known.value[campus.value]);
  return {
    campus,
    options,
    kinds: computed(() => options.value?.kinds ?? []),
    purposes: computed(() => options.value?.purposes ?? []),
    parts: computed(() => options.value?.parts ?? []),
  };
}
