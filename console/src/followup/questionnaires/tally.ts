// Answers that are nobody's, counted question by question.
import type { Question } from "../form";

interface Answer {
  valueCoding?: { code: string; display?: string };
  valueInteger?: number;
  valueDecimal?: number;
  valueString?: string;
  valueDate?: string;
}
export interface Response {
  item: { linkId: string; answer: Answer[] }[];
}
export interface Tally {
  id: string;
  words: string;
  rows: { words: string; times: number }[]; // of a choice
  figures: { many: number; mean: string; least: number; most: number } | null; // of numbers
  texts: string[]; // of words and days
}

export function tallied(questions: readonly Question[], responses: readonly Response[]): Tally[] {
  return questions.filter((one) => one.kind !== "words").map((one) => tally(one, responses));
}

function tally(one: Question, responses: readonly Response[]): Tally {
  const answers = responses.flatMap((each) => each.item.filter((item) => item.linkId === one.id).flatMap((item) => item.answer));
  const numbers = answers.map((each) => each.valueInteger ?? each.valueDecimal).filter((each) => each !== undefined);
  const mean = numbers.length ? numbers.reduce((sum, each) => sum + each, 0) / numbers.length : 0;
  return {
    id: one.id,
    words: one.words,
    rows: one.options.map(({ code, words }) => ({ words, times: answers.filter((each) => each.valueCoding?.code === code).length })),
    figures: numbers.length ? { many: numbers.length, mean: mean.toFixed(1), least: Math.min(...numbers), most: Math.max(...numbers) } : null,
    texts: answers.map((each) => each.valueString ?? each.valueDate ?? "").filter(Boolean),
  };
}
