// All visits of everybody I may see: to come and past, each with what can still be done about it.
import { once } from '../../../kernel/once'
import { screen, settle, tell } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import { allow, prepare } from '../../../kernel/subscribe'
import type { Tap } from '../../../kernel/tap'
import { explain } from '../../refused'
import { DETAIL, HISTORY, SAY } from '../../texts'
import { type VisitCard, visit } from '../../view'

type Period = (typeof HISTORY.periods)[number]['id']
type ById = Tap<{ id: string }>

screen({
  data: { texts: HISTORY, detail: DETAIL, period: 'month' as Period, visits: [] as VisitCard[], departments: {} as Record<string, string>, asking: '', what: '', busy: false, seen: false },
  onShow() {
    if (this.data.seen) void this.load()
    else this.setData({ seen: true })
  },
  async load() {
    await settle(this, async () => {
      const { registrations } = await request('get', '/registrations', { query: { period: this.data.period } })
      const departments = Object.fromEntries(registrations.map((one) => [one.id, one.department]))
      return { visits: registrations.map(visit), departments, empty: !registrations.length }
    })
  },
  async pickPeriod(event: Tap<{ id: Period }>) {
    this.setData({ period: event.currentTarget.dataset.id, state: 'loading' })
    await this.load()
  },
  open(event: ById) {
    void wx.navigateTo({ url: `/registration/pages/detail/index?id=${event.currentTarget.dataset.id}` })
  },
  move(event: ById) {
    const { id } = event.currentTarget.dataset
    const moved = this.data.visits.find((one) => one.id === id)
    const name = encodeURIComponent(moved?.department ?? '')
    void wx.navigateTo({ url: `/registration/pages/clinics/index?department=${this.data.departments[id] ?? ''}&name=${name}&move=${id}&day=${moved?.date ?? ''}` })
  },
  ask(event: ById) {
    void prepare('cancel')
    const { id } = event.currentTarget.dataset
    const asked = this.data.visits.find((one) => one.id === id)
    this.setData({ asking: id, what: asked?.paid ? SAY.giveBack(asked.fee) : DETAIL.unpaid })
  },
  close() {
    this.setData({ asking: '' })
  },
  async sure() {
    const { asking, busy } = this.data
    if (busy) return
    this.setData({ busy: true })
    await allow('cancel')
    try {
      await once(this, `cancel ${asking}`, (key) => request('post', '/registrations/{registration}/cancellation', { path: { registration: asking }, key }))
      tell(DETAIL.cancelled)
    } catch (fault) {
      await explain(fault)
    }
    this.setData({ busy: false, asking: '' })
    await this.load()
  },
  book() {
    void wx.navigateTo({ url: '/registration/pages/departments/index' })
  },
})
