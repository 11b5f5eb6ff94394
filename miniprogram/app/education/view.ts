// What the pages of this room show, made of what the back end answers. Pure.
import type { Schema } from '../kernel/api'
import { dayOf, shortDay } from '../kernel/zone'
import { ISSUE } from './texts'

export interface Row {
  id: string
  title: string
  summary: string
  day: string
  commercial: boolean
}

/** An article in a list. */
export function row(one: Schema['ArticleRowView']): Row {
  return { id: one.id, title: one.title, summary: one.summary, day: shortDay(dayOf(one.published)), commercial: one.commercial }
}

export interface Week {
  week: string
  title: string
  words: string
}

/** A weekly issue: 2026-W47 is week 47 of 2026. */
export function week(one: Schema['IssueView']): Week {
  const words = ISSUE.week.replace('{year}', one.week.slice(0, 4)).replace('{week}', String(Number(one.week.slice(6))))
  return { week: one.week, title: one.title, words }
}
