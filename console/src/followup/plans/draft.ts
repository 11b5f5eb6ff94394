// A plan while it is written: as an editor has it, and as it is sent.
import type { Schema } from "../../kernel/api";
import { PLAN } from "./texts";

type Plan = Schema["Plan"];
export interface Step {
  id: string;
  day: string;
  kind: Schema["StepKind"];
  questionnaire: string;
  version: number; // of the questionnaire; 0: the newest when the plan is published
  call: boolean;
  article: string;
  title: string;
  words: string;
  way: Schema["Way"];
  to: "department" | "centre";
}
export interface Draft {
  title: string;
  scene: Schema["Scene"];
  icd: string;
  departments: string[];
  wards: string;
  severity: Schema["Severity"][];
  readmitted: boolean;
  steps: Step[];
}
const LAST = 3650; // days
const parts = (words: string): string[] => words.split(/[\s,，、;；]+/).filter(Boolean);

export function fresh(steps: readonly Step[]): Step {
  let nth = 1;
  while (steps.some((one) => one.id === `s${nth}`)) nth++;
  return { id: `s${nth}`, day: steps.at(-1)?.day ?? "0", kind: "questionnaire", questionnaire: "", version: 0, call: true, article: "", title: "", words: "", way: "phone", to: "department" };
}
export const empty = (): Draft => ({ title: "", scene: "discharged", icd: "", departments: [], wards: "", severity: [], readmitted: true, steps: [fresh([])] });

export function ofPlan(plan: Plan): Draft {
  const { rule } = plan;
  return {
    title: plan.title,
    scene: rule.scene,
    icd: (rule.icd ?? []).join(" "),
    departments: [...(rule.departments ?? [])],
    wards: (rule.wards ?? []).join(" "),
    severity: [...(rule.severity ?? [])],
    readmitted: plan.stops_when_readmitted ?? true,
    steps: plan.steps.map((one) => ({
      id: one.id, day: String(one.day), kind: one.kind, questionnaire: one.questionnaire ?? "", version: one.questionnaire_version ?? 0, call: one.call_if_unanswered ?? false, article: one.article ?? "",
      title: one.title ?? "", words: one.words ?? "", way: one.way ?? "phone", to: one.to ?? "department",
    })),
  };
}

function stepOf(one: Step): Schema["Step"] {
  const said: Schema["Step"] = { id: one.id, day: Number(one.day), kind: one.kind };
  const form = one.questionnaire ? { questionnaire: one.questionnaire, ...(one.version ? { questionnaire_version: one.version } : {}) } : {};
  if (one.kind === "questionnaire") return { ...said, ...form, call_if_unanswered: one.call };
  if (one.kind === "article") return { ...said, article: one.article, title: one.title };
  if (one.kind === "revisit") return { ...said, words: one.words.trim() };
  return { ...said, ...form, ...(one.title ? { title: one.title } : {}), words: one.words.trim(), way: one.way, to: one.to };
}
export function toPlan(draft: Draft): Plan {
  const rule = { scene: draft.scene, icd: parts(draft.icd).map((one) => one.toUpperCase()), departments: draft.departments, wards: parts(draft.wards), severity: draft.severity };
  return { title: draft.title.trim(), rule, steps: draft.steps.map(stepOf), stops_when_readmitted: draft.readmitted };
}

/** Whether they do the same, whatever versions were pinned. */
export const same = (one: Plan, other: Plan): boolean => said(one) === said(other);
function said(plan: Plan): string {
  const draft = ofPlan(plan);
  return JSON.stringify(toPlan({ ...draft, steps: draft.steps.map((one) => ({ ...one, version: 0 })) }));
}

/** What must be mended before it can be saved. */
export function problems(draft: Draft): string[] {
  const found: string[] = draft.title.trim() ? [] : [PLAN.noTitle];
  draft.steps.forEach((one, index) => {
    const nth = index + 1;
    if (!/^\d+$/.test(one.day) || Number(one.day) > LAST) found.push(PLAN.wrongDay(nth));
    if (one.kind === "questionnaire" && !one.questionnaire) found.push(PLAN.lacksForm(nth));
    if (one.kind === "article" && !one.article) found.push(PLAN.lacksArticle(nth));
    if (one.kind === "task" && !one.words.trim()) found.push(PLAN.lacksWords(nth));
  });
  return found;
}
