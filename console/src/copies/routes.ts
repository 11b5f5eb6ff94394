import type { RouteRecordRaw } from "vue-router";
import { BUSINESS } from "./roles";
import { TEXT } from "./texts";

export const routes: RouteRecordRaw[] = [
  { path: "/", component: () => import("./MyWork.vue"), meta: { title: TEXT.now, roles: BUSINESS, menu: true } },
  { path: "/copies/ageing", component: () => import("./Ageing.vue"), meta: { title: TEXT.ageing, roles: BUSINESS, menu: true } },
  { path: "/copies/counter", component: () => import("./Counter.vue"), meta: { title: TEXT.counter, roles: ["reviewer", "copy_desk", "service"], menu: true } },
  { path: "/copies/statistics", component: () => import("./Statistics.vue"), meta: { title: TEXT.statistics, roles: BUSINESS, menu: true } },
  { path: "/copies/lists/:list", component: () => import("./WorkList.vue"), meta: { title: TEXT.lists, roles: BUSINESS } },
  { path: "/copies/applications/:application", component: () => import("./CasePage.vue"), meta: { title: TEXT.application, roles: BUSINESS } },
  { path: "/copies/applications/:application/entry", component: () => import("./Counter.vue"), meta: { title: TEXT.enterAnew, roles: ["reviewer", "copy_desk", "service"] } },
  { path: "/copies/applications/:application/label", component: () => import("./LabelPage.vue"), meta: { title: TEXT.labelTitle, roles: ["copy_desk"] } },
];
