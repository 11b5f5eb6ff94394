// One application: where it stands, who has it, how long that takes; what I can do now; then all of it.
import type { Schema } from '../../../kernel/api'
import { yuan } from '../../../kernel/money'
import { once } from '../../../kernel/once'
import { attempt, confirm, screen, settle, tell } from '../../../kernel/page'
import { pay } from '../../../kernel/pay'
import { allow, prepare } from '../../../kernel/subscribe'
import { application, type Application, type Deed, deed, invoicePdf, invoices, options, type Options, rate } from '../../service'
import { type Shown, shown } from '../../show'
import { TEXTS } from '../../texts'

type Invoice = { nth: number; amount: string; words: string; issued: boolean }

screen({
  data: { texts: TEXTS.detail, id: '', one: null as Shown | null, invoices: [] as Invoice[], stars: 0, busy: '', unfolded: false },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query['id'] ?? '' })
  },
  async onShow() {
    if (this.data.state === 'ready') await this.load()
  },
  async load() {
    await settle(this, async () => {
      const found = await application(this.data.id)
      const [offers, bills] = await Promise.all([options(found.campus), found.bills.length ? invoices(found.id) : { invoices: [] }])
      forms.set(this, offers)
      if (found.can.includes('pay')) void prepare('copy_pay')
      if (found.can.includes('accept_time')) void prepare('copy_time')
      return { one: shown(found, offers), invoices: bills.invoices.map(invoiceOf) }
    })
    void this.follow()
  },
  onHide() {
    following.delete(this)
  },
  onUnload() {
    following.delete(this)
  },
  /** What goes on by itself is looked at again for a while, as long as the page is open. */
  async follow() {
    if (following.has(this)) return
    following.add(this)
    for (const pause of PAUSES) {
      if (!following.has(this) || !BY_ITSELF.has(this.data.one?.state ?? '')) break
      await new Promise((resolve) => setTimeout(resolve, pause))
      const [found, offers] = [await application(this.data.id).catch(() => null), forms.get(this)]
      if (found && offers && following.has(this)) this.setData({ one: shown(found, offers) })
    }
    following.delete(this)
  },
  async keep(found: Application | undefined) {
    const offers = forms.get(this)
    if (found && offers) this.setData({ one: shown(found, offers) })
    else if (!found) await this.load()
  },
  /** Deeds of one tap; what cannot be taken back is asked about first. */
  async does(event: WechatMiniprogram.CustomEvent) {
    const { what } = event.currentTarget.dataset as { what: Deed }
    if (what === 'withdraw' && !(await confirm(TEXTS.detail.withdraw, TEXTS.detail.withdrawAsk, TEXTS.detail.withdraw))) return
    if (what === 'accept') await allow('copy_time')
    this.setData({ busy: what })
    const found = await attempt(() => once(this, what, (key) => deed(this.data.id, what, key)))
    this.setData({ busy: '' })
    await this.keep(found)
    if (found && what === 'restart') this.edit()
  },
  async pay() {
    const order = this.data.one?.order
    if (!order) return
    await allow('copy_pay')
    this.setData({ busy: 'pay' })
    const paid = await attempt(() => once(this, `pay ${order}`, () => pay(order)))
    this.setData({ busy: '' })
    if (paid === 'left') tell(TEXTS.detail.left)
    if (paid === 'waiting') tell(TEXTS.detail.waiting)
    await this.load()
    if (paid === 'paid') await this.catchUp(order)
  },
  /** The order is paid; the application hears of it a moment later. */
  async catchUp(order: string) {
    for (const pause of [600, 1000, 2000, 3000]) {
      if (this.data.one?.order !== order) return
      await new Promise((resolve) => setTimeout(resolve, pause))
      await this.load()
    }
  },
  edit() {
    void wx.navigateTo({ url: `/copies/pages/apply/index?id=${this.data.id}` })
  },
  go(event: WechatMiniprogram.CustomEvent) {
    const { page } = event.currentTarget.dataset as { page: string }
    void wx.navigateTo({ url: `/copies/pages/${page}/index?id=${this.data.id}` })
  },
  star(event: WechatMiniprogram.TouchEvent) {
    this.setData({ stars: (event.currentTarget.dataset as { stars: number }).stars })
  },
  async rate() {
    const { stars } = this.data
    this.setData({ busy: 'rate' })
    const found = await attempt(() => once(this, `rate ${stars}`, () => rate(this.data.id, stars)))
    this.setData({ busy: '' })
    if (found) tell(TEXTS.detail.rated)
    await this.keep(found)
  },
  async invoice(event: WechatMiniprogram.TouchEvent) {
    const { nth } = event.currentTarget.dataset as { nth: number }
    await attempt(() => once(this, `invoice ${nth}`, () => show(this.data.id, nth)))
  },
  unfold() {
    this.setData({ unfolded: !this.data.unfolded })
  },
})

const forms = new WeakMap<object, Options>()
const following = new WeakSet<object>()
const BY_ITSELF = new Set(['awaiting_papers', 'submitted', 'counted'])
const PAUSES = [1000, 1500, 2000, 3000, 4000, 5000, 8000]

function invoiceOf(one: Schema['MyInvoiceView']): Invoice {
  return { nth: one.nth, amount: yuan(one.amount), words: TEXTS.detail.invoiceStates[one.state] ?? '', issued: one.state === 'issued' }
}

async function show(id: string, nth: number): Promise<void> {
  const { url } = await invoicePdf(id, nth)
  const { tempFilePath } = await new Promise<WechatMiniprogram.DownloadFileSuccessCallbackResult>((success, fail) => wx.downloadFile({ url, success, fail }))
  await wx.openDocument({ filePath: tempFilePath, fileType: 'pdf', showMenu: true })
}
