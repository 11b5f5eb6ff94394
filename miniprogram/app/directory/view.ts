// What the pages of this room show, made of what the back end answers. Pure.
import type { Schema } from '../kernel/api'
import { yuan } from '../kernel/money'
import { PRICES, SAY } from './texts'

export interface DoctorLine {
  id: string
  name: string
  grade: string
  good: string
}

/** A doctor in a department's list. */
export function doctorLine(one: Schema['DoctorView'], department: string): DoctorLine {
  const post = one.posts.find((each) => each.department === department) ?? one.posts[0]
  return { id: one.id, name: one.name, grade: post?.grade ?? '', good: post?.specialities.join('、') ?? '' }
}

export interface Said {
  words: string
  about: string
}

/** What a patient wrote for others to read. */
export function said(one: Schema['ShownView']): Said {
  return { words: one.words, about: SAY.stars(one.month, one.stars) }
}

export interface PriceLine {
  id: string
  name: string
  about: string
  drug: string
  amount: string
  unit: string
}

/** An entry of the price list. */
export function priceLine(one: Schema['PricesView']['prices'][number]): PriceLine {
  const about = [one.specification, one.code ? `${PRICES.code} ${one.code}` : ''].filter(Boolean).join(' · ')
  return { id: one.id, name: one.name, about, drug: one.drug ? PRICES.drug : PRICES.item, amount: yuan(one.amount), unit: one.unit ? SAY.per(one.unit) : '' }
}
