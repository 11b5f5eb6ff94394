import type { RouteRecordRaw } from "vue-router";
import type { Role } from "../kernel/token";
import { TEXT } from "./texts";

export const OFFICE: Role[] = ["service", "medical_affairs"]; // see all; whoever answers for a department sees what was given to it
const HANDLING: Role[] = [...OFFICE, "feedback"];

export const routes: RouteRecordRaw[] = [
  { path: "/feedback", component: () => import("./CaseList.vue"), meta: { title: TEXT.title, roles: HANDLING, menu: true, campus: true } },
  { path: "/feedback/new", component: () => import("./Register.vue"), meta: { title: TEXT.register, roles: OFFICE } },
  { path: "/feedback/ratings", component: () => import("./Ratings.vue"), meta: { title: TEXT.ratings, roles: OFFICE, campus: true } },
  { path: "/feedback/cases/:case", component: () => import("./CasePage.vue"), meta: { title: TEXT.case, roles: HANDLING } },
];
