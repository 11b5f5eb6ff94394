import type { RouteRecordRaw } from "vue-router";
import { TEXT } from "./texts";

export const routes: RouteRecordRaw[] = [
  { path: "/statistics", component: () => import("./Report.vue"), meta: { title: TEXT.title, roles: ["service", "medical_affairs", "follow_up_lead"], menu: true } },
];
