// The guided form, kept on the server at every step: left here, gone on with anywhere.
import type { Schema } from '../../../kernel/api'
import { hospital } from '../../../kernel/hospital'
import { attempt, screen, settle } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import { type Application, application, type Options, options, type Tariff, tariff } from '../../service'
import { TEXTS } from '../../texts'

const LAST = 3

screen({
  data: {
    texts: TEXTS.apply,
    id: '',
    step: 0,
    campus: '',
    found: null as Application | null,
    campuses: [] as Schema['CampusView'][],
    patients: [] as Schema['PatientView'][],
    addresses: [] as Schema['AddressView'][],
    options: null as Options | null,
    tariff: null as Tariff | null,
    ticket: '',
  },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query['id'] ?? '' })
  },
  /** Back from WeChat, where the patient may have answered meanwhile. */
  async onShow() {
    if (this.data.state !== 'ready' || !this.data.id || this.data.step !== LAST) return
    const found = await application(this.data.id).catch(() => null)
    if (found) this.setData({ found })
  },
  async load() {
    await settle(this, async () => {
      const [{ campuses }, { patients }, me] = await Promise.all([hospital(), request('get', '/patients'), request('get', '/me')])
      const found = this.data.id ? await application(this.data.id) : this.data.found
      const campus = found?.campus || this.data.campus || campuses[0]?.id || ''
      const [offers, cost] = await Promise.all([options(campus), tariff(campus)])
      const step = found && this.data.state === 'loading' ? firstOpen(found) : this.data.step
      return { campuses, patients, addresses: me.addresses, found, campus, options: offers, tariff: cost, step }
    })
  },
  async campusChosen(event: WechatMiniprogram.CustomEvent<{ campus: string }>) {
    const { campus } = event.detail
    const found = await attempt(() => Promise.all([options(campus), tariff(campus)]))
    if (found) this.setData({ campus, options: found[0], tariff: found[1] })
  },
  changed(event: WechatMiniprogram.CustomEvent<{ found: Application }>) {
    const { found } = event.detail
    this.setData({ found, id: found.id })
  },
  done(event: WechatMiniprogram.CustomEvent<{ found: Application }>) {
    this.changed(event)
    this.turn(Math.min(LAST, this.data.step + 1))
  },
  back() {
    this.turn(Math.max(0, this.data.step - 1))
  },
  stepChosen(event: WechatMiniprogram.CustomEvent<{ step: number }>) {
    this.turn(event.detail.step)
  },
  turn(step: number) {
    this.setData({ step })
    void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },
  address() {
    void wx.navigateTo({
      url: '/privacy/pages/address/index',
      events: { kept: () => void this.addressesAnew() },
    })
  },
  async addressesAnew() {
    const me = await attempt(() => request('get', '/me'))
    if (me) this.setData({ addresses: me.addresses })
  },
  linked(event: WechatMiniprogram.CustomEvent<{ ticket: string }>) {
    this.setData({ ticket: event.detail.ticket })
  },
  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return { title: TEXTS.papers.shareTitle, path: `/copies/pages/authorise/index?ticket=${this.data.ticket}` }
  },
  submitted(event: WechatMiniprogram.CustomEvent<{ found: Application }>) {
    void wx.redirectTo({ url: `/copies/pages/detail/index?id=${event.detail.found.id}` })
  },
})

/** The first step that still lacks something. */
function firstOpen(found: Application): number {
  const lacks = found.missing.map((one) => one.what)
  const steps = [['applicant'], ['stays'], ['purpose', 'parts', 'delivery']]
  const open = steps.findIndex((step) => step.some((one) => lacks.includes(one)))
  return open < 0 ? LAST : open
}
