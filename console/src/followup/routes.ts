import type { RouteRecordRaw } from "vue-router";
import type { Role } from "../kernel/token";
import { TEXT } from "./texts";

const WORKERS: Role[] = ["follow_up", "follow_up_lead"];
const READERS: Role[] = [...WORKERS, "clinician"];

export const routes: RouteRecordRaw[] = [
  { path: "/followup/tasks", component: () => import("./tasks/Tasks.vue"), meta: { title: TEXT.tasks, roles: WORKERS, menu: true } },
  { path: "/followup/tasks/:task", component: () => import("./tasks/TaskPage.vue"), meta: { title: TEXT.task, roles: WORKERS } },
  { path: "/followup/alarms", component: () => import("./alarms/Alarms.vue"), meta: { title: TEXT.alarms, roles: READERS, menu: true } },
  { path: "/followup/alarms/:alarm", component: () => import("./alarms/AlarmPage.vue"), meta: { title: TEXT.alarm, roles: READERS } },
];
