// How an application reads on a page: from the back end's view, nothing is decided here.
import { yuan } from '../kernel/money'
import { momentOf, shortDay, weekday } from '../kernel/zone'
import type { Application, Options, Stay } from './service'
import { TEXTS } from './texts'

export interface StayLine {
  id: string
  title: string
  days: string
  number: string
  stands: string
  words: string
}

/** One stay. */
export function lineOf(stay: Stay): StayLine {
  const words = TEXTS.stays
  const kind = stay.inpatient ? words.inpatient : words.outpatient
  const until = stay.ended && stay.ended !== stay.began ? ` 至 ${stay.ended}` : ''
  const from = stay.stands === 'unfinished' && stay.whole_from ? `，${words.whole}${shortDay(stay.whole_from)}` : ''
  return {
    id: stay.id,
    title: [stay.department_name, kind].filter(Boolean).join(' · '),
    days: `${stay.began}${until}`,
    number: stay.number,
    stands: stay.stands,
    words: `${words.stands[stay.stands] ?? ''}${from}`,
  }
}

export interface Bill {
  order: string
  words: string
  amount: string
  state: string
  back: string
  until: string
}

export interface Shown {
  id: string
  number: string
  state: string
  words: string
  who: string
  usual: string
  due: string
  overdue: boolean
  can: Record<string, boolean>
  mend: { what: string; words: string }[]
  reason: string
  leftOut: string[]
  findings: string[]
  stays: StayLine[]
  purpose: string
  parts: string
  copies: number
  certified: boolean
  delivery: string
  prices: { name: string; value: string }[]
  total: string
  bills: Bill[]
  owed: string
  order: string
  until: string
  money: string
  when: string
  countered: boolean
  atWindow: boolean
  collector: string
  parcel: boolean
  online: boolean
  rating: number
  steps: { at: string; words: string; note: string }[]
}

const AT_WINDOW = new Set(['to_schedule', 'time_proposed', 'time_countered', 'to_pick_up', 'returned_to_shelf'])

/** One application, as its page shows it. `options` tell the words of purpose and parts. */
export function shown(found: Application, options: Options): Shown {
  const parts = options.parts.filter((one) => found.parts.includes(one.code)).map((one) => one.words)
  return {
    id: found.id,
    number: found.number,
    state: found.state,
    words: found.words,
    who: found.clock.who,
    usual: found.clock.usual,
    due: momentIf(found.clock.due),
    overdue: found.clock.overdue,
    can: Object.fromEntries(found.can.map((one) => [one, true])),
    mend: found.mend.map(({ what, words }) => ({ what, words })),
    reason: found.reason,
    leftOut: found.left_out.map((one) => one.words),
    findings: found.findings.map((one) => one.words),
    stays: found.stays.map(lineOf),
    purpose: options.purposes.find((one) => one.code === found.purpose)?.words ?? '',
    parts: parts.join('、'),
    copies: found.copies,
    certified: found.certified,
    delivery: TEXTS.what.deliveries[found.delivery] ?? '',
    ...priceOf(found),
    ...billsOf(found),
    money: TEXTS.detail.money[found.money] ?? '',
    when: halfIf(found.time['half']),
    countered: found.state === 'time_countered',
    atWindow: AT_WINDOW.has(found.state) && found.delivery === 'pick_up',
    collector: found.collector,
    parcel: Boolean(found.parcel['waybill']),
    online: found.delivery === 'online' && found.can.every((one) => one !== 'edit') && found.steps.some((one) => one.words === TEXTS.detail.doneStep),
    rating: found.rating,
    steps: [...found.steps].reverse().map((one) => ({ at: momentOf(one.at), words: one.words, note: one.note })),
  }
}

function momentIf(at: string): string {
  return at ? momentOf(at) : ''
}

function halfIf(half: string | undefined): string {
  return half ? halfOf(half) : ''
}

function billsOf(found: Application): Pick<Shown, 'bills' | 'owed' | 'order' | 'until'> {
  const open = found.bills.find((one) => one.order)
  return { bills: found.bills.map(billOf), owed: open ? yuan(open.amount) : '', order: open?.order ?? '', until: momentIf(open?.expires ?? '') }
}

function billOf(one: Application['bills'][number]): Bill {
  const words = TEXTS.detail
  return {
    order: one.order,
    words: words.bills[one.what] ?? '',
    amount: yuan(one.amount),
    state: words.billStates[one.state] ?? '',
    back: one.back ? `${words.back} ${yuan(one.back)}` : '',
    until: momentOf(one.expires),
  }
}

function priceOf(found: Application): { prices: { name: string; value: string }[]; total: string } {
  const words = TEXTS.detail
  const last = found.prices[found.prices.length - 1]
  if (!last) return { prices: [], total: '' }
  const rows = [
    { name: words.pages, value: `${last.pages}` },
    { name: words.copies, value: `${last.copies}` },
    { name: words.copying, value: yuan(last.copying) },
    { name: words.certification, value: last.certification ? yuan(last.certification) : '' },
    { name: words.postage, value: last.postage ? yuan(last.postage) : '' },
  ]
  return { prices: rows.filter((one) => one.value), total: last.free || yuan(last.total) }
}

/** 11月24日 周二 09:30–10:00, of 20261124-0930. */
export function halfOf(half: string): string {
  const day = `${half.slice(0, 4)}-${half.slice(4, 6)}-${half.slice(6, 8)}`
  return `${shortDay(day)} ${weekday(day)} ${hoursOf(half)}`
}

/** 09:30–10:00. */
export function hoursOf(half: string): string {
  const [hour, minute] = [Number(half.slice(9, 11)), half.slice(11, 13)]
  const end = minute === '30' ? `${String(hour + 1).padStart(2, '0')}:00` : `${half.slice(9, 11)}:30`
  return `${half.slice(9, 11)}:${minute}–${end}`
}
