// Where a payment came from, and how it looks in a list. Pure.
import type { Schema } from '../kernel/api'
import { yuan } from '../kernel/money'
import { momentOf } from '../kernel/zone'
import { LIST } from './texts'

/** The page of what was paid for. */
export function source(purpose: string, reference: string): string {
  const pages: Record<string, string> = { registration: '/registration/pages/detail/index?id=', copies: '/copies/pages/detail/index?id=' }
  return pages[purpose] ? pages[purpose] + reference : ''
}

export interface Movement {
  key: string
  order: string
  title: string
  amount: string
  refund: boolean
  stuck: boolean
  words: string
  when: string
  reason: string
}

const STUCK = new Set(['abnormal', 'manual'])

/** One payment or refund. */
export function movement(one: Schema['MovementView']): Movement {
  const refund = one.what === 'refund'
  return {
    key: one.refund ?? `${one.order} ${one.state}`,
    order: one.order,
    title: `${refund ? LIST.refunded : LIST.paid} · ${one.description}`,
    amount: `${refund ? '+' : '−'}${yuan(one.amount)}`,
    refund,
    stuck: STUCK.has(one.state),
    words: one.words,
    when: momentOf(one.at),
    reason: one.reason,
  }
}
