// What the pages of this room show, made of what the back end answers. Pure.
import type { Schema } from '../kernel/api'
import { left, now } from '../kernel/clock'
import { yuan } from '../kernel/money'
import { dayOf, later, nearDay, momentOf, shortDay, spokenDay, timeOf, weekday } from '../kernel/zone'
import { CLINICS, GRADES, DETAIL, SAY } from './texts'

export type Clinic = Schema['ClinicView']
export type Visit = Schema['RegistrationView']
type Standing = keyof typeof CLINICS.states

export interface Chip {
  id: string
  time: string
  words: string
  open: boolean
  label: string
}

export interface ClinicCard {
  id: string
  title: string
  grade: string
  kind: string
  half: string
  place: string
  fee: string
  fen: number
  standing: Standing
  words: string
  note: string
  chips: Chip[]
}

export interface Section {
  half: string
  words: string
  cards: ClinicCard[]
}

export interface DayChip {
  day: string
  top: string
  bottom: string
  label: string
}

/** The hospital's day by the server's clock. */
export function today(): string {
  return dayOf(now())
}

/** From today to the last day for which numbers are given. */
export function days(first: string, last: string): DayChip[] {
  const found: DayChip[] = []
  for (let day = first; day <= last && found.length < 60; day = later(day, 1)) {
    const near = nearDay(day, first)
    found.push({ day, top: near ?? weekday(day), bottom: `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`, label: `${shortDay(day)} ${weekday(day)}` })
  }
  return found
}

function standing(one: Clinic): Standing {
  if (!one.running) return 'stopped'
  if (Date.parse(one.opens) > now()) return 'later'
  if (one.free > 0) return 'open'
  return one.segments.some((each) => each.free > 0) ? 'over' : 'full'
}

/** A clinic as a card: which of its times can be had, and what to do where none can. */
export function card(one: Clinic): ClinicCard {
  const how = standing(one)
  const title = one.doctor_name ? SAY.doctor(one.doctor_name) : CLINICS.ordinary
  return {
    id: one.id,
    title,
    grade: one.grade,
    kind: CLINICS.kinds[one.kind] ?? '',
    half: one.half,
    place: [one.campus_name, one.room].filter(Boolean).join(' '),
    fee: one.fee ? yuan(one.fee) : CLINICS.free,
    fen: one.fee,
    standing: how,
    words: how === 'open' ? SAY.leftOf(one.free) : CLINICS.states[how],
    note: how === 'later' ? SAY.opens(momentOf(one.opens)) : how === 'open' ? '' : CLINICS.notes[how],
    chips: how === 'open' ? one.segments.map((each) => chip(title, each)) : [],
  }
}

function chip(title: string, one: Clinic['segments'][number]): Chip {
  const words = one.open ? SAY.left(one.free) : one.free > 0 ? CLINICS.over : CLINICS.full
  return { id: one.id, time: one.start, words, open: one.open, label: SAY.pick(title, `${one.start}–${one.end}`, words) }
}

/** Cards by half-day, those that can be had first; then the higher grades. */
export function sections(cards: ClinicCard[]): Section[] {
  const order: Record<Standing, number> = { open: 0, later: 1, full: 2, over: 3, stopped: 4 }
  return Object.entries(CLINICS.halves)
    .map(([half, words]) => ({ half, words, cards: cards.filter((one) => one.half === half).sort((a, b) => order[a.standing] - order[b.standing] || rank(a) - rank(b)) }))
    .filter((one) => one.cards.length)
}

function rank(one: ClinicCard): number {
  return (GRADES.indexOf(one.grade) + GRADES.length + 1) % (GRADES.length + 1)
}

/** Whether a card passes the filter that is on. */
export function passes(one: ClinicCard, filter: string): boolean {
  if (filter === 'open') return one.standing === 'open'
  if (filter === 'expert') return one.kind === CLINICS.kinds['expert']
  return filter === 'all' || one.half === filter
}

export type Tone = 'good' | 'wait' | 'warn' | 'bad' | 'over'

const TONES: Record<string, Tone> = {
  locking: 'wait',
  held: 'warn',
  paid_awaiting_hospital: 'wait',
  confirmed: 'good',
  replaced: 'warn',
  taken: 'good',
  arrived: 'good',
  seen: 'over',
  passed: 'warn',
  stopped: 'bad',
  refused_by_hospital: 'bad',
  unlocked: 'bad',
}

export interface VisitCard {
  id: string
  state: string
  words: string
  tone: Tone
  hint: string
  number: string
  who: string
  department: string
  doctor: string
  date: string
  day: string
  time: string
  arrive: string
  place: string
  fee: string
  money: string
  moneyNote: string
  paid: boolean
  until: string
  changed: string
  canPay: boolean
  canCancel: boolean
  canChange: boolean
  mustDecide: boolean
  coming: boolean
  over: boolean
}

const OVER = new Set(['unlocked', 'refused_by_hospital', 'cancelled', 'expired', 'stopped', 'returned_at_window', 'seen', 'no_show'])
export const ASKING = new Set(['locking', 'paid_awaiting_hospital'])

/** A registration as its card and its page show it. */
export function visit(one: Visit): VisitCard {
  return {
    id: one.id,
    state: one.state,
    words: one.words,
    tone: TONES[one.state] ?? 'over',
    hint: DETAIL.hints[one.state] ?? '',
    number: SAY.nth(one.number),
    who: one.name ?? '',
    department: one.department_name,
    doctor: one.doctor_name ? SAY.doctor(one.doctor_name) : CLINICS.ordinary,
    date: one.date,
    day: spokenDay(one.date, today()),
    time: timeOf(one.mark),
    arrive: `${timeOf(one.arrive_from)}–${timeOf(one.arrive_until)}`,
    place: [one.campus_name, one.room].filter(Boolean).join(' '),
    coming: one.state === 'confirmed' || one.state === 'replaced',
    over: OVER.has(one.state),
    ...cost(one),
    ...choices(one),
  }
}

function cost(one: Visit): Pick<VisitCard, 'fee' | 'money' | 'moneyNote' | 'paid'> {
  const fee = one.fee ? yuan(one.fee) : CLINICS.free
  return { fee, money: DETAIL.money[one.money] ?? '', moneyNote: DETAIL.moneyNotes[one.money] ?? '', paid: one.money === 'paid' }
}

/** What can still be done about it. */
function choices(one: Visit): Pick<VisitCard, 'until' | 'changed' | 'canPay' | 'canCancel' | 'canChange' | 'mustDecide'> {
  const held = one.state === 'held'
  const changed = one.changed.map((what) => DETAIL.changedWhat[what] ?? what).join('、')
  return {
    until: !held && (one.can_cancel || one.can_reschedule) ? momentOf(one.changeable_until) : '',
    changed: SAY.changed(changed || DETAIL.arrangement),
    canPay: held && one.order !== null && left(one.pay_until ?? '') > 0,
    canCancel: one.can_cancel && !one.must_decide,
    canChange: one.can_reschedule && !held,
    mustDecide: one.must_decide,
  }
}
