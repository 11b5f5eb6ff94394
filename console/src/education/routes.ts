import type { RouteRecordRaw } from "vue-router";
import { TEXT } from "./texts";

export const routes: RouteRecordRaw[] = [
  { path: "/education", component: () => import("./Articles.vue"), meta: { title: TEXT.title, roles: ["editor"], menu: true } },
  { path: "/education/articles/new", component: () => import("./Write.vue"), meta: { title: TEXT.write, roles: ["editor"] } },
  { path: "/education/articles/:article", component: () => import("./ArticlePage.vue"), meta: { title: TEXT.article, roles: ["editor"] } },
  { path: "/education/articles/:article/revision", component: () => import("./Write.vue"), meta: { title: TEXT.change, roles: ["editor"] } },
  { path: "/education/issues", component: () => import("./Issues.vue"), meta: { title: TEXT.issues, roles: ["editor"], menu: true } },
];
