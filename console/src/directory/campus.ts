// The campus whose lists are shown: in the address, so that a link shows the same.
import { computed, shallowRef } from "vue";
import { useRoute } from "vue-router";
import type { Schema } from "../kernel/api";
import { call } from "../kernel/request";

const campuses = shallowRef<Schema["CampusView"][]>([]);
let reading: Promise<void> | undefined;

/** Read once; again after a failure. */
async function read(): Promise<void> {
  reading ??= call("get", "/hospital").then((hospital) => void (campuses.value = hospital.campuses));
  await reading.catch(() => (reading = undefined));
}

export function useCampus() {
  const route = useRoute();
  void read();
  const campus = computed(() => {
    const named = String(route.query["campus"] ?? "");
    return campuses.value.some((one) => one.id === named) ? named : (campuses.value[0]?.id ?? "");
  });
  return { campus, campuses };
}
