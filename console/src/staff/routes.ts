import type { RouteRecordRaw } from "vue-router";
import { TEXT } from "./texts";

export const routes: RouteRecordRaw[] = [
  { path: "/members", component: () => import("./Members.vue"), meta: { title: TEXT.members, roles: ["security_admin"], menu: true } },
  { path: "/audit", component: () => import("./Audit.vue"), meta: { title: TEXT.audit, roles: ["audit_admin"], menu: true } },
  { path: "/account", component: () => import("./Account.vue"), meta: { title: TEXT.account, menu: true } },
];
