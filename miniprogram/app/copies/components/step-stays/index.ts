// Which stays and visits: some of the patient's, others as they are remembered. Fires `done`.
import type { Schema } from '../../../kernel/api'
import { once } from '../../../kernel/once'
import { attempt, tell } from '../../../kernel/page'
import { asProblem } from '../../../kernel/problem'
import { dayOf } from '../../../kernel/zone'
import { now } from '../../../kernel/clock'
import { type Application, chooseStays, stays } from '../../service'
import { TEXTS } from '../../texts'
import { lineOf, type StayLine } from '../../show'

type Typed = { key: number; number: string; inpatient: boolean; department_name: string; began: string }
type Row = StayLine & { picked: boolean; later: boolean }

Component({
  properties: { found: { type: Object, value: null as unknown as object } },
  data: {
    texts: TEXTS.stays,
    next: TEXTS.apply.next,
    back: TEXTS.apply.back,
    kept: [] as StayLine[],
    rows: [] as Row[],
    typed: [] as Typed[],
    loading: false,
    words: '', // why the patient's stays could not be read
    today: '',
    busy: false,
  },
  lifetimes: {
    attached() {
      const found = this.data.found as Application
      const kept = found.stays.filter((one) => !one.rest).map(lineOf)
      this.setData({ kept, today: dayOf(now()) })
      if (!kept.length) void this.anew()
    },
  },
  methods: {
    async anew() {
      const found = this.data.found as Application
      this.setData({ kept: [], typed: found.patient ? [] : [blank(0)] })
      if (!found.patient) return
      this.setData({ loading: true, words: '' })
      try {
        const offered = await stays(found.id)
        this.setData({ rows: offered.stays.map((one) => ({ ...lineOf(one), picked: false, later: false })) })
        if (!offered.stays.length) this.setData({ typed: [blank(0)] })
      } catch (fault) {
        this.setData({ words: asProblem(fault).message, typed: [blank(0)] })
      }
      this.setData({ loading: false })
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number }
      const row = this.data.rows[index]
      if (row?.stands === 'in_hospital') return tell(TEXTS.stays.stands['in_hospital'] ?? '')
      if (row) this.setData({ [`rows[${index}].picked`]: !row.picked })
    },
    take(event: WechatMiniprogram.TouchEvent) {
      const { index, later } = event.currentTarget.dataset as { index: number; later: boolean }
      this.setData({ [`rows[${index}].later`]: later })
    },
    add() {
      this.setData({ typed: [...this.data.typed, blank(this.data.typed.length)] })
    },
    drop(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number }
      this.setData({ typed: this.data.typed.filter((_, at) => at !== index) })
    },
    write(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { index, field } = event.currentTarget.dataset as { index: number; field: string }
      this.setData({ [`typed[${index}].${field}`]: event.detail.value.trim() })
    },
    sort(event: WechatMiniprogram.TouchEvent) {
      const { index, inpatient } = event.currentTarget.dataset as { index: number; inpatient: boolean }
      this.setData({ [`typed[${index}].inpatient`]: inpatient })
    },
    wanted(): Schema['StaysInput'] | undefined {
      const picked = this.data.rows.filter((one) => one.picked).map((one) => ({ id: one.id, take: one.stands === 'unfinished' && !one.later ? ('finished_now' as const) : ('whole' as const) }))
      const typed = this.data.typed.filter((one) => one.began || one.number || one.department_name || !picked.length)
      if (!picked.length && !typed.length) return void tell(TEXTS.stays.needed)
      if (typed.some((one) => !one.began)) return void tell(this.data.rows.length ? TEXTS.stays.needed : TEXTS.stays.needDay)
      return { picked, typed: typed.map(({ number, inpatient, department_name, began }) => ({ number, inpatient, department_name, began, take: 'whole' as const })) }
    },
    async goOn() {
      const found = this.data.found as Application
      if (this.data.kept.length) return this.triggerEvent('done', { found })
      const body = this.wanted()
      if (!body) return
      this.setData({ busy: true })
      const done = await attempt(() => once(this, 'stays', () => chooseStays(found.id, body)))
      this.setData({ busy: false })
      if (done) this.triggerEvent('done', { found: done })
    },
    goBack() {
      this.triggerEvent('back')
    },
  },
})

function blank(key: number): Typed {
  return { key, number: '', inpatient: true, department_name: '', began: '' }
}

