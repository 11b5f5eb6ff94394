// Which photos an application still wants, as slots to be filled: its needs, the files that are there, and what this phone is just sending.
import type { Application, Need, Paper } from './service'
import { TEXTS } from './texts'

export type SlotState = 'empty' | 'sending' | 'sealing' | 'sealed' | 'rejected' | 'broken'

export interface Slot {
  id: string
  kind: string
  nth: number
  paper: string
  label: string
  state: SlotState
  problem: string
  path: string
  percent: number
}

export interface Local {
  state: SlotState
  path: string
  percent: number
}

export interface Card {
  index: number
  title: string
  met: boolean
  byLink: boolean
  ways: string[] // the alternatives, where there are several
  way: number
  slots: Slot[]
  more: string // a kind of which another page may be added
}

const MOST = 6
const SCAN = /_id$/ // identity papers: two sides

/** A card for each need. `ways`: which alternative is chosen; `local`: what this phone knows of a slot; `extra`: pages added by hand. */
export function cardsOf(found: Application, ways: Record<number, number>, local: Record<string, Local>, extra: Record<string, number>): Card[] {
  return found.needs.map((need, index) => {
    const way = ways[index] ?? shown(need, found.papers)
    const papers = need.any_of[way]?.papers ?? []
    const slots = papers.flatMap((paper) => slotsOf(found, paper.code, paper.words, local, extra[paper.code] ?? 0))
    const last = papers[papers.length - 1]
    const more = last && !SCAN.test(last.code) && slots.length < MOST && slots.every((one) => one.state !== 'empty') ? last.code : ''
    const title = papers.map((one) => one.words).join('、')
    return { index, title, met: need.met, byLink: need.by_link, ways: need.any_of.length > 1 ? need.any_of.map((one) => one.papers.map((paper) => paper.words).join('、')) : [], way, slots, more }
  })
}

function shown(need: Need, papers: Paper[]): number {
  const at = need.any_of.findIndex((one) => one.papers.some((paper) => papers.some((there) => there.kind === paper.code)))
  return Math.max(0, at)
}

function slotsOf(found: Application, kind: string, words: string, local: Record<string, Local>, extra: number): Slot[] {
  const asked = found.files[kind] ?? 1
  const there = Math.max(0, ...found.papers.filter((one) => one.kind === kind).map((one) => one.nth))
  return Array.from({ length: Math.max(asked + extra, there) }, (_, at) => {
    const nth = at + 1
    const id = `${kind}#${nth}`
    const paper = found.papers.find((one) => one.kind === kind && one.nth === nth)
    const here = local[id]
    const state = stateOf(paper, here)
    const problem = state === 'rejected' ? (paper?.problem ?? '') : ''
    return { id, kind, nth, paper: words, label: labelOf(kind, nth, asked), state, problem, path: here?.path ?? '', percent: here?.percent ?? 0 }
  })
}

function stateOf(paper: Paper | undefined, here: Local | undefined): SlotState {
  if (here && here.state !== 'sealed') return here.state
  if (!paper) return 'empty'
  return paper.state === 'sealed' ? 'sealed' : paper.state === 'rejected' ? 'rejected' : 'broken'
}

function labelOf(kind: string, nth: number, asked: number): string {
  const { frame, nth: ordinal, sheet } = TEXTS.papers
  return SCAN.test(kind) && asked === 2 ? (frame[nth - 1] ?? '') : `${ordinal} ${nth} ${sheet}`
}
