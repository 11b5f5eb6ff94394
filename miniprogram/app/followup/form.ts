// A questionnaire while it is filled in: which questions are put, what is missing, what is sent. As the back end reads it.
import type { Schema } from '../kernel/api'
import { ASK } from './texts'

export type Question = Schema['QuestionView']
export type Answers = Record<string, string[]>

/** A question as it is shown. */
export interface Put extends Question {
  chosen: Record<string, boolean>
  value: string
  steps: string[] // of a scale
  wrong: string
}

type Compare = (one: number, other: number) => boolean
const ORDERED: Record<string, Compare> = { '>': (a, b) => a > b, '<': (a, b) => a < b, '>=': (a, b) => a >= b, '<=': (a, b) => a <= b }

function orderOf(value: string): number {
  return /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) : Number(value)
}

function equal(one: string, other: string): boolean {
  return one === other || (one !== '' && other !== '' && Number(one) === Number(other))
}

function holds(when: Question['when'][number], given: readonly string[]): boolean {
  const { operator, value } = when
  if (operator === 'exists') return given.length > 0 === (value === 'true')
  if (operator === '=') return given.some((one) => equal(one, value))
  if (operator === '!=') return given.length > 0 && given.every((one) => !equal(one, value))
  return given.some((one) => ORDERED[operator]?.(orderOf(one), orderOf(value)) ?? false)
}

/** The questions that are put, given what was answered so far: one that is not put counts as not answered. */
export function put(questions: readonly Question[], answers: Answers): Question[] {
  const seen: Question[] = []
  for (const one of questions) {
    const tests = one.when.map((when) => holds(when, seen.some((before) => before.id === when.question) ? (answers[when.question] ?? []) : []))
    if (!tests.length || (one.any_of ? tests.some(Boolean) : tests.every(Boolean))) seen.push(one)
  }
  return seen
}

/** Why an answer does not fit; empty when it does. */
export function wrong(question: Question, given: readonly string[]): string {
  const [first] = given
  if (first === undefined) return question.required ? ASK.wrong.required : ''
  if (question.kind !== 'number' && question.kind !== 'scale') return ''
  const number = Number(first)
  if (Number.isNaN(number)) return ASK.wrong.number
  if (question.whole && !Number.isInteger(number)) return ASK.wrong.whole
  if (question.least !== null && number < Number(question.least)) return ASK.wrong.least.replace('{least}', question.least)
  if (question.most !== null && number > Number(question.most)) return ASK.wrong.most.replace('{most}', question.most)
  return ''
}

/** As the page draws it; `marked`: what does not fit is said. */
export function drawn(questions: readonly Question[], answers: Answers, marked: boolean): Put[] {
  return put(questions, answers).map((one) => {
    const given = answers[one.id] ?? []
    const chosen = Object.fromEntries(given.map((code) => [code, true]))
    return { ...one, chosen, value: given[0] ?? '', steps: one.kind === 'scale' ? steps(one) : [], wrong: marked ? wrong(one, given) : '' }
  })
}

function steps({ least, most }: Question): string[] {
  const [from, to] = [Number(least ?? 0), Number(most ?? 10)]
  return Array.from({ length: Math.min(21, to - from + 1) }, (_, nth) => String(from + nth))
}

/** What is sent: the answers to what is put, numbers as numbers. */
export function sent(questions: readonly Question[], answers: Answers): Schema['AnswersInput']['answers'] {
  const given = put(questions, answers).filter((one) => answers[one.id]?.length)
  return Object.fromEntries(given.map((one) => [one.id, (answers[one.id] ?? []).map((value) => (one.kind === 'number' || one.kind === 'scale' ? Number(value) : value))]))
}
