// What the pages of this room show, made of what the back end answers. Pure.
import type { Schema } from '../kernel/api'
import { dayOf, momentOf, shortDay } from '../kernel/zone'
import { CASE, LIST } from './texts'

const DAY_ONLY = 10 // characters: what is anonymous has a day and no moment

/** 11月22日 09:30, or 11月22日 where only the day is kept. */
export function when(at: string): string {
  return at.length === DAY_ONLY ? shortDay(at) : momentOf(at)
}

export interface Waiting {
  id: string
  title: string
  about: string
  until: string
}

/** A visit or stay that can be rated. */
export function waiting(one: Schema['RatingView'], names: ReadonlyMap<string, string>): Waiting {
  const title = [one.department, one.doctor].filter(Boolean).join(' · ') || one.occasion
  const about = [one.occasion, shortDay(one.day), names.get(one.patient)].filter(Boolean).join(' · ')
  return { id: one.id, title, about, until: LIST.until.replace('{day}', shortDay(dayOf(one.ends))) }
}

export interface Row {
  id: string
  title: string
  words: string
  state: string
  since: string
  answered: boolean
}

/** One praise, complaint or suggestion in my list. */
export function row(one: Schema['FeedbackView']): Row {
  return { id: one.id, title: one.title, words: one.words, state: one.state_words, since: when(one.since), answered: one.may_accept }
}

export interface Shown {
  title: string
  number: string
  state: string
  tone: string
  who: string
  due: string
  overdue: boolean
  department: string
  since: string
  anonymous: boolean
  words: string
  answer: string
  lines: { words: string; at: string; said: string }[]
  mayAccept: boolean
  mayObject: boolean
}

/** One of them, whole. `today`: the hospital's day. */
export function shown(one: Schema['FeedbackView'], today: string): Shown {
  const who = CASE.handlers[one.state] ?? ''
  const answers = one.lines.filter((line) => line.words)
  return {
    title: one.title,
    number: one.number,
    state: one.state_words,
    tone: one.may_accept ? 'tag-accent' : who ? 'tag-warn' : '',
    who,
    due: who ? shortDay(one.due) : '',
    overdue: Boolean(who) && one.due < today,
    department: one.department,
    since: when(one.since),
    anonymous: one.anonymous,
    words: one.words,
    answer: who ? '' : (answers[answers.length - 1]?.words ?? ''),
    lines: one.lines.map((line) => ({ words: line.happened, at: when(line.at), said: line.words })).reverse(),
    mayAccept: one.may_accept,
    mayObject: one.may_object,
  }
}
