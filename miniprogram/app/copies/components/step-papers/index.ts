// Papers, the patient's yes, codes; then it is handed in. Fires `changed` with the application, `submitted` when it is on its way, `step` to another step.
import { momentOf } from '../../../kernel/zone'
import { once } from '../../../kernel/once'
import { attempt, confirm } from '../../../kernel/page'
import { asProblem } from '../../../kernel/problem'
import { allow, prepare } from '../../../kernel/subscribe'
import { type Card, cardsOf, type Local, type Slot } from '../../papers'
import { type Application, application, confirmCode, deed, givePaperUp, makeLink, mandate, sendCode, type Which } from '../../service'
import { TEXTS } from '../../texts'
import { photo } from '../../../kernel/photo'
import { paperOf, send, settled } from '../../upload'

const STEPS: Record<string, number> = { applicant: 0, stays: 1, purpose: 2, parts: 2, delivery: 2 }

Component({
  properties: { found: { type: Object, value: null as unknown as object } },
  data: {
    texts: TEXTS.papers,
    back: TEXTS.apply.back,
    cards: [] as Card[],
    ways: {} as Record<number, number>,
    local: {} as Record<string, Local>,
    extra: {} as Record<string, number>,
    onPaper: false, // 授权委托书 in ink instead of by link
    link: '',
    ends: '',
    mend: [] as string[],
    lacks: [] as { step: number; words: string }[],
    codes: [] as { which: string; words: string; done: boolean; sent: number; phone: string }[],
    sealing: false,
    busy: false,
    linking: false,
    linkable: false,
  },
  lifetimes: {
    attached() {
      void prepare('copy')
      const found = this.data.found as Application
      for (const one of found.papers) if (one.state === 'wanted') void this.watch(one.kind, one.nth, '')
    },
  },
  observers: {
    found(now: Application | null) {
      if (now) this.show(now)
    },
  },
  methods: {
    show(found: Application) {
      const before = this.data.codes
      const byLink = ['asked', 'given'].includes(found.authorised) // the patient confirms there
      const codes = found.confirm.filter((which) => which !== 'reserved_phone' || !byLink).map((which) => {
        const was = before.find((one) => one.which === which)
        return { which, words: TEXTS.papers.confirms[which] ?? '', done: found.confirmed.includes(which), sent: was?.sent ?? 0, phone: was?.phone ?? '' }
      })
      const lacks = found.missing.filter((one) => one.what in STEPS).map((one) => ({ step: STEPS[one.what] ?? 0, words: one.words }))
      const mandated = found.papers.some((one) => one.kind === 'mandate')
      this.setData({ codes, lacks, linkable: found.needs.some((one) => one.by_link), mend: found.mend.map((one) => one.words), onPaper: this.data.onPaper || mandated })
      this.draw(found)
    },
    draw(now?: Application) {
      const { ways, local, extra } = this.data
      const cards = cardsOf(now ?? (this.data.found as Application), ways, local, extra)
      this.setData({ cards, sealing: cards.some((card) => card.slots.some((one) => one.state === 'sealing')) })
    },
    wayChosen(event: WechatMiniprogram.TouchEvent) {
      const { index, way } = event.currentTarget.dataset as { index: number; way: number }
      this.setData({ [`ways.${index}`]: way })
      this.draw()
    },
    another(event: WechatMiniprogram.TouchEvent) {
      const { kind } = event.currentTarget.dataset as { kind: string }
      this.setData({ [`extra.${kind}`]: (this.data.extra[kind] ?? 0) + 1 })
      this.draw()
    },
    async shoot(event: WechatMiniprogram.CustomEvent<Slot>) {
      const { id, kind, nth, state, path } = event.detail
      await attempt(() =>
        once(this, `shoot ${id}`, async () => {
          const taken = state === 'broken' && path ? path : await photo()
          if (taken) await this.upload(id, kind, nth, taken)
        }),
      )
    },
    async upload(id: string, kind: string, nth: number, path: string) {
      this.keep(id, { state: 'sending', path, percent: 0 })
      try {
        await send((this.data.found as Application).id, kind, nth, path, (percent) => this.keep(id, { state: 'sending', path, percent }))
      } catch (fault) {
        this.keep(id, { state: 'broken', path, percent: 0 })
        throw asProblem(fault)
      }
      void this.watch(kind, nth, path)
    },
    async watch(kind: string, nth: number, path: string) {
      const slot = `${kind}#${nth}`
      this.keep(slot, { state: 'sealing', path, percent: 100 })
      try {
        const found = await settled((this.data.found as Application).id, kind, nth)
        const state = paperOf(found, kind, nth)?.state
        this.setData({ local: { ...this.data.local, [slot]: { state: state === 'sealed' ? 'sealed' : state === 'rejected' ? 'rejected' : path ? 'sealing' : 'broken', path: state === 'rejected' ? '' : path, percent: 100 } } })
        this.changed(found)
      } catch {
        this.keep(slot, { state: 'broken', path, percent: 0 })
      }
    },
    keep(slot: string, known: Local) {
      this.setData({ local: { ...this.data.local, [slot]: known } })
      this.draw()
    },
    changed(found: Application) {
      this.triggerEvent('changed', { found })
    },
    async remove(event: WechatMiniprogram.CustomEvent<Slot>) {
      const { id, kind, nth } = event.detail
      if (!(await confirm(TEXTS.papers.remove, TEXTS.papers.removeAsk, TEXTS.papers.remove))) return
      const found = await attempt(() => once(this, `remove ${id}`, () => givePaperUp((this.data.found as Application).id, kind, nth)))
      if (!found) return
      this.setData({ local: Object.fromEntries(Object.entries(this.data.local).filter(([slot]) => slot !== id)) })
      this.changed(found)
    },
    inInk() {
      this.setData({ onPaper: !this.data.onPaper })
    },
    async link() {
      const found = this.data.found as Application
      this.setData({ linking: true })
      const made = await attempt(() => once(this, 'link', (key) => makeLink(found.id, key)))
      this.setData({ linking: false })
      if (!made) return
      this.setData({ link: made.ticket, ends: momentOf(made.ends) })
      this.triggerEvent('link', { ticket: made.ticket })
      const now = await attempt(() => application(found.id))
      if (now) this.changed(now)
    },
    async readMandate() {
      const found = this.data.found as Application
      const text = await attempt(() => mandate(found.id))
      if (text) void wx.showModal({ content: text.text, showCancel: false, confirmText: TEXTS.papers.known })
    },
    async sendCode(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number }
      const which = this.data.codes[index]?.which as Which
      const phone = await attempt(() => once(this, `code ${which}`, () => sendCode((this.data.found as Application).id, which)))
      if (phone) this.setData({ [`codes[${index}].sent`]: (this.data.codes[index]?.sent ?? 0) + 1, [`codes[${index}].phone`]: phone })
    },
    async code(event: WechatMiniprogram.CustomEvent<{ code: string }>) {
      const { index } = event.currentTarget.dataset as { index: number }
      const which = this.data.codes[index]?.which as Which
      const found = await attempt(() => once(this, `confirm ${which}`, () => confirmCode((this.data.found as Application).id, which, event.detail.code)))
      if (found) this.changed(found)
    },
    goTo(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('step', { step: (event.currentTarget.dataset as { step: number }).step })
    },
    async submit() {
      await allow('copy')
      const found = this.data.found as Application
      this.setData({ busy: true })
      const done = await attempt(() => once(this, 'submit', (key) => deed(found.id, 'submit', key)))
      this.setData({ busy: false })
      if (done) this.triggerEvent('submitted', { found: done })
    },
    goBack() {
      this.triggerEvent('back')
    },
  },
})
