// One praise, complaint or suggestion: who has it and until when, the answer, and what I think of it.
import type { Schema } from '../../../kernel/api'
import { hospital } from '../../../kernel/hospital'
import { once } from '../../../kernel/once'
import { attempt, screen, settle, tell } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import { CASE } from '../../texts'
import { type Shown, shown } from '../../view'

screen({
  data: { texts: CASE, id: '', one: null as Shown | null, today: '', phone: '', call: '', objecting: false, why: '', busy: '' },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: decodeURIComponent(query['id'] ?? '') })
  },
  onShow() {
    if (this.data.state === 'ready') void this.load()
  },
  async load() {
    await settle(this, async () => {
      const [told, found] = await Promise.all([hospital(), request('get', '/feedback/{case}', { path: { case: this.data.id } })])
      const phone = told.campuses.find((one) => one.phone)?.phone ?? ''
      return { one: shown(found, told.today), today: told.today, phone, call: CASE.call.replace('{phone}', phone) }
    })
  },
  ring() {
    wx.makePhoneCall({ phoneNumber: this.data.phone, fail: () => undefined })
  },
  object() {
    this.setData({ objecting: !this.data.objecting })
  },
  type(event: WechatMiniprogram.Input) {
    this.setData({ why: event.detail.value })
  },
  async accept() {
    await this.reply({ content: true, words: '' }, CASE.accepted)
  },
  async send() {
    const words = this.data.why.trim()
    if (!words) return tell(CASE.whyNeeded)
    await this.reply({ content: false, words }, CASE.objected)
  },
  async reply(body: Schema['ReplyInput'], thanks: string) {
    const path = { case: this.data.id }
    this.setData({ busy: body.content ? 'accept' : 'object' })
    const found = await attempt(() => once(this, `reply ${JSON.stringify(body)}`, (key) => request('post', '/feedback/{case}/reply', { path, body, key })))
    this.setData({ busy: '' })
    if (!found) return this.load()
    this.setData({ one: shown(found, this.data.today), objecting: false, why: '' })
    tell(thanks)
  },
})
