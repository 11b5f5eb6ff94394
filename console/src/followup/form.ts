// A questionnaire while it is filled in: which questions are put, what does not fit, what is sent. As the phone and the back end read it.
import type { Schema } from "../kernel/api";
import { FORM } from "./texts";

export type Question = Schema["QuestionView"];
export type Answers = Record<string, string[]>;
type When = Question["when"][number];

const ORDERED: Record<string, (one: number, other: number) => boolean> = {
  ">": (a, b) => a > b, "<": (a, b) => a < b, ">=": (a, b) => a >= b, "<=": (a, b) => a <= b,
};
const orderOf = (value: string): number => (/^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) : Number(value));
const equal = (one: string, other: string): boolean => one === other || (one !== "" && other !== "" && Number(one) === Number(other));
export const numeric = (question: Question): boolean => question.kind === "number" || question.kind === "scale";

function holds({ operator, value }: When, given: readonly string[]): boolean {
  if (operator === "exists") return given.length > 0 === (value === "true");
  if (operator === "=") return given.some((one) => equal(one, value));
  if (operator === "!=") return given.length > 0 && given.every((one) => !equal(one, value));
  return given.some((one) => ORDERED[operator]?.(orderOf(one), orderOf(value)) ?? false);
}

/** The questions that are put, given what was answered so far: one that is not put counts as not answered. */
export function put(questions: readonly Question[], answers: Answers): Question[] {
  const seen: Question[] = [];
  for (const one of questions) {
    const tests = one.when.map((when) => holds(when, seen.some((before) => before.id === when.question) ? (answers[when.question] ?? []) : []));
    if (!tests.length || (one.any_of ? tests.some(Boolean) : tests.every(Boolean))) seen.push(one);
  }
  return seen;
}

/** Why an answer does not fit; empty when it does. */
export function wrong(question: Question, given: readonly string[]): string {
  const [first] = given;
  if (first === undefined) return question.required ? FORM.wrong.required : "";
  if (!numeric(question)) return "";
  const number = Number(first);
  if (Number.isNaN(number)) return FORM.wrong.number;
  if (question.whole && !Number.isInteger(number)) return FORM.wrong.whole;
  if (question.least !== null && number < Number(question.least)) return FORM.wrong.least(question.least);
  if (question.most !== null && number > Number(question.most)) return FORM.wrong.most(question.most);
  return "";
}

/** The points of a scale. */
export function steps({ least, most }: Question): string[] {
  const [from, to] = [Number(least ?? 0), Number(most ?? 10)];
  return Array.from({ length: Math.max(0, Math.min(21, to - from + 1)) }, (_, nth) => String(from + nth));
}

/** What is sent: the answers to what is put, numbers as numbers. */
export function sent(questions: readonly Question[], answers: Answers): Record<string, (string | number)[]> {
  const given = put(questions, answers).filter((one) => answers[one.id]?.length);
  return Object.fromEntries(given.map((one) => [one.id, (answers[one.id] ?? []).map((value) => (numeric(one) ? Number(value) : value))]));
}
