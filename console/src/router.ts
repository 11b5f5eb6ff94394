// Where each page is. What a page filters by stands in its address; nothing personal ever does.
import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";
import { WORDS } from "./kernel/texts";
import type { Role } from "./kernel/token";
import { routes as cards } from "./cards/routes";
import { routes as chat } from "./chat/routes";
import { routes as copies } from "./copies/routes";
import { routes as education } from "./education/routes";
import { routes as feedback } from "./feedback/routes";
import { routes as followup } from "./followup/routes";
import { routes as messages } from "./messages/routes";
import { routes as staff } from "./staff/routes";
import { routes as statistics } from "./statistics/routes";

declare module "vue-router" {
  interface RouteMeta {
    title: string;
    roles?: Role[]; // one of these; none: everybody who is signed in
    menu?: boolean;
    campus?: boolean; // lists of one campus: another is shown at the same address
  }
}

export const pages: RouteRecordRaw[] = [...copies, ...chat, ...feedback, ...messages, ...followup, ...education, ...statistics, ...cards, ...staff];
export const router = createRouter({
  history: createWebHistory("/console/"),
  routes: [...pages, { path: "/:rest(.*)*", redirect: "/" }],
});
router.afterEach((to) => {
  document.title = to.meta.title ? `${to.meta.title} · ${WORDS.product}` : WORDS.product;
});
