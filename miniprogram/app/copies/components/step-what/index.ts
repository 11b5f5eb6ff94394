// What for, what of it, how often, and how the copies go. Fires `done`; `address` when another is to be written.
import type { Schema } from '../../../kernel/api'
import { yuan } from '../../../kernel/money'
import { once } from '../../../kernel/once'
import { attempt, tell } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import { province } from '../../regions'
import { type Application, chooseDelivery, chooseParts, choosePurpose, type Delivery, type Options, type Tariff } from '../../service'
import { TEXTS } from '../../texts'

type Part = Schema['NamedView'] & { on: boolean }

Component({
  properties: {
    found: { type: Object, value: null as unknown as object },
    options: { type: Object, value: null as unknown as object },
    tariff: { type: Object, value: null as unknown as object },
    addresses: { type: Array, value: [] },
  },
  data: {
    texts: TEXTS.what,
    next: TEXTS.apply.next,
    back: TEXTS.apply.back,
    purpose: '',
    elsewhere: [] as Schema['NamedView'][],
    parts: [] as Part[],
    summary: '',
    open: false,
    copies: 1,
    certified: false,
    delivery: '',
    address: '',
    cost: '',
    busy: false,
  },
  lifetimes: {
    attached() {
      const [found, options] = [this.data.found as Application, this.data.options as Options]
      this.ticked(found)
      const delivery = found.delivery || options.deliveries[0] || ''
      this.setData({ delivery, cost: costs(this.data.tariff as Tariff, delivery) })
      this.pickAddress(this.data.addresses as Schema['AddressView'][])
    },
  },
  observers: {
    addresses(now: Schema['AddressView'][]) {
      this.pickAddress(now)
    },
  },
  methods: {
    pickAddress(now: Schema['AddressView'][]) {
      const found = this.data.found as Application | null
      if (found && !found.province && !now.some((one) => one.id === this.data.address)) this.setData({ address: now[now.length - 1]?.id ?? '' })
    },
    ticked(found: Application) {
      const options = this.data.options as Options
      const parts = options.parts.map((one) => ({ ...one, on: found.parts.includes(one.code) }))
      const elsewhere = options.purposes.find((one) => one.code === found.purpose)?.elsewhere ?? []
      this.setData({ purpose: found.purpose, parts, elsewhere, copies: found.copies || 1, certified: found.certified, open: Boolean(found.purpose) && !found.parts.length })
      this.sum()
    },
    sum() {
      const on = this.data.parts.filter((one) => one.on)
      this.setData({ summary: on.map((one) => one.words).join('、') })
    },
    async purposeChosen(event: WechatMiniprogram.TouchEvent) {
      const { id: purpose } = event.currentTarget.dataset as { id: string }
      const found = this.data.found as Application
      if (purpose === this.data.purpose) return
      this.setData({ purpose })
      const done = await attempt(() => once(this, `purpose ${purpose}`, () => choosePurpose(found.id, purpose)))
      if (done && purpose === this.data.purpose) this.ticked(done)
      if (done) this.triggerEvent('changed', { found: done })
    },
    partChosen(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number }
      this.setData({ [`parts[${index}].on`]: !this.data.parts[index]?.on })
      this.sum()
    },
    unfold() {
      this.setData({ open: !this.data.open })
    },
    more() {
      this.setData({ copies: Math.min((this.data.options as Options).most_copies, this.data.copies + 1) })
    },
    fewer() {
      this.setData({ copies: Math.max(1, this.data.copies - 1) })
    },
    certify(event: WechatMiniprogram.SwitchChange) {
      this.setData({ certified: event.detail.value })
    },
    deliveryChosen(event: WechatMiniprogram.TouchEvent) {
      const delivery = (event.currentTarget.dataset as { id: string }).id
      this.setData({ delivery, cost: costs(this.data.tariff as Tariff, delivery) })
    },
    addressChosen(event: WechatMiniprogram.TouchEvent) {
      this.setData({ address: (event.currentTarget.dataset as { id: string }).id })
    },
    addAddress() {
      this.triggerEvent('address')
    },
    lack(): string | undefined {
      const { purpose, parts, delivery, address } = this.data
      if (!purpose) return TEXTS.what.needPurpose
      if (!parts.some((one) => one.on)) return TEXTS.what.needParts
      return delivery === 'express' && !address && !(this.data.found as Application).province ? TEXTS.what.needAddress : undefined
    },
    async goOn() {
      const lack = this.lack()
      if (lack) return tell(lack)
      this.setData({ busy: true })
      const done = await attempt(() => once(this, 'what', () => this.say()))
      this.setData({ busy: false })
      if (done) this.triggerEvent('done', { found: done })
    },
    async say(): Promise<Application> {
      let found = this.data.found as Application
      const { copies, certified, delivery, address } = this.data
      const parts = this.data.parts.filter((one) => one.on).map((one) => one.code)
      const same = String(parts) === String(found.parts) && copies === found.copies && certified === found.certified
      if (!same) found = await chooseParts(found.id, { parts, copies, certified })
      if (delivery !== found.delivery || (delivery === 'express' && address)) {
        const recipient = delivery === 'express' ? await recipientOf(address) : null
        found = await chooseDelivery(found.id, { delivery: delivery as Delivery, recipient })
      }
      return found
    },
    goBack() {
      this.triggerEvent('back')
    },
  },
})

/** An address of the book, as a parcel has it. */
async function recipientOf(address: string): Promise<Schema['RecipientInput']> {
  const { name, phone, region, street } = await request('get', '/me/addresses/{address}', { path: { address } })
  const [first = '', city = '', county = ''] = region.split(' ')
  return { name, phone, province: province(first), city: city || first, county, address: street }
}

function costs(tariff: Tariff, delivery: string): string {
  const words = TEXTS.what
  const post = Math.min(...Object.values(tariff.postage))
  const postage = delivery === 'express' && Number.isFinite(post) ? `，${words.postage} ${yuan(post)} 起` : ''
  return `${words.page} ${yuan(tariff.page)}${postage}。${tariff.prepay ? words.prepaid : words.after}`
}
