// The hospital's departments and their doctors, as everybody may read them: read once.
import { shallowRef } from "vue";
import type { Schema } from "../kernel/api";
import { call } from "../kernel/request";

export type Department = Schema["DepartmentView"];
const departments = shallowRef<Department[]>([]);
let reading: Promise<void> | undefined;

/** Read once; again after a failure. */
async function read(): Promise<void> {
  reading ??= call("get", "/departments").then((found) => void (departments.value = found.departments));
  await reading.catch(() => (reading = undefined));
}

export function useDepartments() {
  void read();
  return { departments, departmentName: (id: string): string => departments.value.find((one) => one.id === id)?.name ?? id };
}

export const doctorsOf = async (department: string): Promise<Schema["DoctorView"][]> =>
  department ? (await call("get", "/doctors", { query: { department } })).doctors : [];
