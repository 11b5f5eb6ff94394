// Whom a rule is for, in words: why somebody fits.
import type { Schema } from "../../kernel/api";
import { PLAN, SEVERITIES } from "./texts";

export function reasons(rule: Schema["Plan"]["rule"], departments: readonly Schema["DepartmentView"][]): string[] {
  const named = (rule.departments ?? []).map((one) => departments.find((each) => each.id === one)?.name ?? one);
  return [
    PLAN.whyScene[rule.scene],
    ...(rule.icd?.length ? [PLAN.whyIcd(rule.icd.join("、"))] : []),
    ...(rule.severity?.length ? [PLAN.whySeverity(rule.severity.map((one) => SEVERITIES[one]).join("、"))] : []),
    ...(named.length ? [PLAN.whyDepartments(named.join("、"))] : []),
    ...(rule.wards?.length ? [PLAN.whyWards(rule.wards.join("、"))] : []),
  ];
}
