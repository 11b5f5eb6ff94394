// The hospital's departments by name, read once.
import { shallowRef, type ShallowRef } from "vue";
import type { Schema } from "../kernel/api";
import { call } from "../kernel/request";

const departments = shallowRef<Schema["DepartmentView"][]>([]);

export function useDepartments(): ShallowRef<Schema["DepartmentView"][]> {
  if (!departments.value.length) {
    void call("get", "/departments").then((found) => (departments.value = found.departments), () => undefined);
  }
  return departments;
}
