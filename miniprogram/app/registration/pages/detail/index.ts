// One visit, from the place that waits for payment to its end: what holds now, what it costs, what can be done.
import { countdown, span } from '../../../kernel/clock'
import { once } from '../../../kernel/once'
import { attempt, screen, settle, tell } from '../../../kernel/page'
import { pay } from '../../../kernel/pay'
import { request } from '../../../kernel/request'
import { type Allowed, allow, prepare } from '../../../kernel/subscribe'
import { explain } from '../../refused'
import { DETAIL, SAY } from '../../texts'
import { ASKING, type Visit, type VisitCard, visit } from '../../view'

const PAUSE = 2000 // milliseconds between looks while the outcome is awaited
const LOOKS = 20

const REMINDED: Record<Allowed, string> = { yes: DETAIL.reminded, no: DETAIL.notReminded, enough: DETAIL.enough, unknown: DETAIL.unknown }

interface Timers {
  stop?: () => void
  look?: number
}
const timers = new Map<string, Timers>()

screen({
  data: {
    texts: DETAIL,
    id: '',
    visit: null as VisitCard | null,
    order: '',
    clock: '',
    waiting: false, // the outcome is on its way
    slow: false, // it took longer than one wants to look at
    looks: 0,
    busy: '',
    asking: '', // 'cancel' or 'refund': the sheet is open
    what: '', // what the sheet says
    payWords: '',
    department: '',
    patient: '',
    hidden: false,
  },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query['id'] ?? '' })
  },
  onShow() {
    this.setData({ hidden: false, looks: 0, slow: false })
    if (this.data.visit) void this.load()
  },
  onHide() {
    this.setData({ hidden: true })
    this.rest()
  },
  onUnload() {
    this.setData({ hidden: true })
    this.rest()
    timers.delete(this.data.id)
  },
  rest() {
    const mine = timers.get(this.data.id)
    mine?.stop?.()
    if (mine?.look) clearTimeout(mine.look)
    timers.set(this.data.id, {})
  },
  async load() {
    await settle(this, async () => {
      const found = await request('get', '/registrations/{registration}', { path: { registration: this.data.id } })
      await this.shown(found)
      return {}
    })
  },
  async shown(found: Visit) {
    const now = visit(found)
    const { order } = found
    const paid = order && now.state === 'held' ? await this.isPaid(order) : false
    const waiting = ASKING.has(now.state) || paid
    this.setData({ visit: { ...now, canPay: now.canPay && !paid, canCancel: now.canCancel && !paid }, order: order ?? '', department: found.department, patient: found.patient, payWords: SAY.payNow(now.fee), waiting })
    this.rest()
    if (this.data.hidden) return
    if (waiting) this.lookAgain()
    else if (now.state === 'held' && found.pay_until) this.count(found.pay_until)
    void prepare(now.state === 'held' ? 'pay' : 'remind')
  },
  async isPaid(order: string): Promise<boolean> {
    const { state } = await request('get', '/orders/{order}', { path: { order } })
    return state === 'paid'
  },
  count(until: string) {
    const stop = countdown(until, (seconds) => {
      this.setData({ clock: span(seconds) })
      if (seconds === 0 && this.data.visit?.canPay) this.setData({ 'visit.canPay': false })
      if (seconds === 0) this.lookAgain()
    })
    timers.set(this.data.id, { ...timers.get(this.data.id), stop })
  },
  lookAgain() {
    if (this.data.hidden) return
    if (this.data.looks >= LOOKS) return this.setData({ slow: true, waiting: false })
    this.setData({ looks: this.data.looks + 1 })
    timers.set(this.data.id, { ...timers.get(this.data.id), look: setTimeout(() => void this.load(), PAUSE) })
  },
  async refresh() {
    this.setData({ looks: 0, slow: false })
    await this.load()
  },
  /** Do it once, by one button at a time. */
  async deed(busy: string, act: () => Promise<void>) {
    if (this.data.busy) return
    this.setData({ busy })
    try {
      await act()
    } finally {
      this.setData({ busy: '' })
    }
  },
  async pay() {
    await this.deed('pay', async () => {
      await allow('pay')
      const went = await attempt(() => pay(this.data.order))
      if (went === 'left') tell(DETAIL.left)
      this.setData({ looks: 0, slow: false })
      await this.load()
    })
  },
  ask() {
    void prepare('cancel')
    this.setData({ asking: 'cancel', what: this.consequence() })
  },
  askRefund() {
    void prepare('cancel')
    this.setData({ asking: 'refund', what: this.consequence() })
  },
  consequence(): string {
    const shown = this.data.visit
    return shown?.paid ? SAY.giveBack(shown.fee) : DETAIL.unpaid
  },
  close() {
    this.setData({ asking: '' })
  },
  async sure() {
    const path = { registration: this.data.id }
    const refund = this.data.asking === 'refund'
    await this.deed('cancel', async () => {
      await allow('cancel')
      const route = refund ? '/registrations/{registration}/refund' : '/registrations/{registration}/cancellation'
      await this.changed(() => once(this, route, (key) => request('post', route, { path, key })), DETAIL.cancelled)
    })
    this.setData({ asking: '' })
  },
  async keep() {
    const path = { registration: this.data.id }
    await this.deed('keep', () =>
      this.changed(() => once(this, 'keep', (key) => request('post', '/registrations/{registration}/keep', { path, key })), DETAIL.kept),
    )
  },
  async changed(act: () => Promise<Visit>, words: string) {
    try {
      const found = await act()
      this.setData({ looks: 0, slow: false })
      await this.shown(found)
      tell(words)
    } catch (fault) {
      this.setData({ asking: '' })
      await explain(fault)
      await this.load()
    }
  },
  async remind() {
    await this.deed('remind', async () => {
      tell(REMINDED[await allow('remind')])
      await prepare('remind')
    })
  },
  move() {
    const { id, department, visit: shown } = this.data
    void wx.navigateTo({ url: `/registration/pages/clinics/index?department=${department}&name=${encodeURIComponent(shown?.department ?? '')}&move=${id}&day=${shown?.date ?? ''}` })
  },
  rebook() {
    const { department, visit: shown } = this.data
    void wx.redirectTo({ url: `/registration/pages/clinics/index?department=${department}&name=${encodeURIComponent(shown?.department ?? '')}` })
  },
  ecard() {
    void wx.navigateTo({ url: `/cards/pages/ecard/index?patient=${this.data.patient}` })
  },
  history() {
    void wx.redirectTo({ url: '/registration/pages/history/index' })
  },
})
