import type { RouteRecordRaw } from "vue-router";
import { TEXT } from "./texts";

export const routes: RouteRecordRaw[] = [
  { path: "/chat", component: () => import("./Desk.vue"), meta: { title: TEXT.title, roles: ["service"], menu: true, campus: true } },
  { path: "/chat/closed", component: () => import("./Closed.vue"), meta: { title: TEXT.closed, roles: ["service"], campus: true } },
];
