import type { RouteRecordRaw } from "vue-router";
import type { Role } from "../kernel/token";
import { PLAN } from "./plans/texts";
import { BUILD, SURVEY } from "./questionnaires/texts";
import { TEXT } from "./texts";

const WORKERS: Role[] = ["follow_up", "follow_up_lead"];
const READERS: Role[] = [...WORKERS, "clinician"];

export const routes: RouteRecordRaw[] = [
  { path: "/followup/tasks", component: () => import("./tasks/Tasks.vue"), meta: { title: TEXT.tasks, roles: WORKERS, menu: true } },
  { path: "/followup/tasks/:task", component: () => import("./tasks/TaskPage.vue"), meta: { title: TEXT.task, roles: WORKERS } },
  { path: "/followup/alarms", component: () => import("./alarms/Alarms.vue"), meta: { title: TEXT.alarms, roles: READERS, menu: true } },
  { path: "/followup/alarms/:alarm", component: () => import("./alarms/AlarmPage.vue"), meta: { title: TEXT.alarm, roles: READERS } },
  { path: "/followup/plans", component: () => import("./plans/Plans.vue"), meta: { title: PLAN.titles, roles: READERS, menu: true } },
  { path: "/followup/plans/:plan", component: () => import("./plans/PlanPage.vue"), meta: { title: PLAN.title, roles: READERS } },
  { path: "/followup/questionnaires", component: () => import("./questionnaires/Questionnaires.vue"), meta: { title: BUILD.titles, roles: READERS, menu: true } },
  { path: "/followup/questionnaires/:questionnaire", component: () => import("./questionnaires/QuestionnairePage.vue"), meta: { title: BUILD.title, roles: READERS } },
  { path: "/followup/questionnaires/:questionnaire/surveys/:survey", component: () => import("./questionnaires/SurveyPage.vue"), meta: { title: SURVEY.page, roles: READERS } },
];
