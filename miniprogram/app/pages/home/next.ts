// What is next for me: what must be paid or decided first, then the nearest visit.
import type { Schema } from '../../kernel/api'
import { spokenDay, timeOf } from '../../kernel/zone'
import { TEXTS } from './texts'

type Registration = Schema['RegistrationView']

export interface Next {
  id: string
  kind: 'pay' | 'decide' | 'visit'
  tag: string
  tone: 'accent' | 'warn'
  day: string
  place: string
  who: string
  what: string
  time: string
  number: string
  payUntil: string
  read: string // all of it, read aloud
}

const EXPECTED = new Set(['confirmed', 'replaced', 'paid_awaiting_hospital', 'locking', 'taken', 'arrived', 'passed'])

/** The most pressing one, and how many more there are. */
export function nextOf(registrations: readonly Registration[], today: string): { next: Next | null; others: number } {
  const coming = registrations.filter((one) => one.state === 'held' || (EXPECTED.has(one.state) && one.date >= today))
  const first = [...coming].sort((one, other) => pressing(one).localeCompare(pressing(other)))[0]
  return { next: first ? shown(first, today) : null, others: Math.max(0, coming.length - 1) }
}

function kindOf(one: Registration): Next['kind'] {
  if (one.state === 'held') return 'pay'
  return one.must_decide ? 'decide' : 'visit'
}

function pressing(one: Registration): string {
  return `${{ pay: 0, decide: 1, visit: 2 }[kindOf(one)]} ${one.arrive_from}`
}

function shown(one: Registration, today: string): Next {
  const kind = kindOf(one)
  const day = spokenDay(one.date, today)
  const time = `${timeOf(one.arrive_from)}–${timeOf(one.arrive_until)}`
  const what = [one.department_name, one.doctor_name].filter(Boolean).join(' · ')
  const place = [one.campus_name, one.room].filter(Boolean).join(' ')
  const number = one.number ? TEXTS.number.replace('{number}', String(one.number)) : ''
  const tone = kind === 'visit' ? 'accent' : 'warn'
  const read = [one.words, day, time, what, place, number].filter(Boolean).join('，')
  return { id: one.id, kind, tag: one.words, tone, day, place, who: one.name ?? '', what, time, number, payUntil: one.pay_until ?? '', read }
}
