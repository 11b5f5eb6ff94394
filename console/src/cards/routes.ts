import type { RouteRecordRaw } from "vue-router";
import { TEXT } from "./texts";

export const routes: RouteRecordRaw[] = [
  { path: "/cards/phones", component: () => import("./PhoneChanges.vue"), meta: { title: TEXT.title, roles: ["reviewer"], menu: true } },
  { path: "/cards/phones/:change", component: () => import("./PhoneChange.vue"), meta: { title: TEXT.case, roles: ["reviewer"] } },
];
