// What the pages of this room show, made of what the back end answers. Pure.
import type { Schema } from '../kernel/api'
import { momentOf } from '../kernel/zone'
import { KINDS, LEVELS, PATIENT, RELATIONS, SAY } from './texts'

export type Person = Schema['PatientView']

export interface CardLine {
  id: string
  number: string
  words: string
  usable: boolean
  toBind: boolean
  first: boolean
}

export interface PersonCard {
  id: string
  name: string
  own: boolean
  living: boolean
  relation: string
  paper: string
  phone: string
  can: string
  waits: string
  wantsMessages: boolean
  cards: CardLine[]
}

function worded(among: readonly { id: string; words: string }[], id: string): string {
  return among.find((one) => one.id === id)?.words ?? ''
}

/** A patient with the cards; `first` is the card that is shown first. */
export function person(one: Person, first: string | null): PersonCard {
  return {
    id: one.id,
    name: one.name,
    own: one.relation === 'self',
    living: one.state === 'active',
    relation: worded(RELATIONS, one.relation),
    paper: `${worded(KINDS, one.kind)} ${one.number}`,
    phone: one.phone ?? PATIENT.noPhone,
    can: levels(one.levels),
    waits: one.waits_until ? SAY.waits(momentOf(one.waits_until)) : '',
    wantsMessages: one.wants_messages,
    cards: one.cards.map((card) => ({
      id: card.id,
      number: card.number ?? PATIENT.numberless,
      words: card.words,
      usable: card.state === 'active',
      toBind: card.state === 'exists',
      first: card.id === first,
    })),
  }
}

/** 查看、挂号 … */
export function levels(given: readonly string[]): string {
  return LEVELS.filter((one) => given.includes(one.id))
    .map((one) => one.words)
    .join('、')
}
