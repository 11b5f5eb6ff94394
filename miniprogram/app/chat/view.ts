// A conversation as it is shown. Pure.
import type { Schema } from '../kernel/api'
import { dayOf, momentOf, timeOf } from '../kernel/zone'
import { TALK } from './texts'

type Said = Schema['ChatLineView']

export interface Line {
  number: number
  by: Said['by']
  words: string
  at: string // only where some time passed since the line before
  read: string
}

const PAUSE = 5 * 60_000 // milliseconds after which the time is told again

/** Known and new lines together, each once, in their order. */
export function joined(known: readonly Said[], more: readonly Said[]): Said[] {
  const by = new Map([...known, ...more].map((one) => [one.number, one]))
  return [...by.values()].sort((one, other) => one.number - other.number)
}

/** As the page draws them. `today`: the hospital's day. */
export function drawn(lines: readonly Said[], today: string): Line[] {
  return lines.map((one, nth) => {
    const before = lines[nth - 1]
    const told = !before || Date.parse(one.at) - Date.parse(before.at) > PAUSE
    const at = dayOf(one.at) === today ? timeOf(one.at) : momentOf(one.at)
    return { number: one.number, by: one.by, words: one.words, at: told ? at : '', read: `${TALK.said[one.by]}：${one.words}` }
  })
}
