import type { RouteRecordRaw } from "vue-router";
import type { Role } from "../kernel/token";
import { TEXT } from "./texts";

export const DESK: Role[] = ["service", "follow_up_lead"];

export const routes: RouteRecordRaw[] = [
  { path: "/messages/calls", component: () => import("./Calls.vue"), meta: { title: TEXT.calls, roles: DESK, menu: true } },
  { path: "/messages", component: () => import("./Search.vue"), meta: { title: TEXT.title, roles: DESK, menu: true } },
  { path: "/messages/kinds", component: () => import("./Kinds.vue"), meta: { title: TEXT.kinds, roles: DESK } },
  { path: "/messages/calls/:call", component: () => import("./CallPage.vue"), meta: { title: TEXT.call, roles: DESK } },
  { path: "/messages/:message", component: () => import("./Message.vue"), meta: { title: TEXT.message, roles: DESK } },
];
