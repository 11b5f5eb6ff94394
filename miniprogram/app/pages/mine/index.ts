// The personal centre: my phone, larger type, then the ways to everything that is mine.
import type { Schema } from '../../kernel/api'
import { hospital } from '../../kernel/hospital'
import { choose, large, look } from '../../kernel/look'
import { once } from '../../kernel/once'
import { attempt, confirm, screen, settle, tell } from '../../kernel/page'
import { request } from '../../kernel/request'
import { forget } from '../../kernel/session'
import { TEXTS } from './texts'

type Entry = { words: string; url: string }

screen({
  data: { texts: TEXTS, me: null as Schema['MeView'] | null, large: false, groups: [] as Entry[][] },
  async load() {
    await settle(this, async () => {
      const [me, { functions }] = await Promise.all([request('get', '/me'), hospital(this.data.state === 'ready')])
      const on = new Set<string>(['', ...functions])
      const groups = TEXTS.groups.map((group) => group.filter((one) => on.has(one.needs)).map(({ words, url }) => ({ words, url })))
      return { me, groups: groups.filter((one) => one.length), large: large() }
    })
  },
  async onShow() {
    if (this.data.state === 'ready') await this.load()
  },
  async enlarge(event: WechatMiniprogram.SwitchChange) {
    const on = event.detail.value
    this.show(on)
    const { me } = this.data
    if (!me) return
    const kept = await attempt(() => once(this, `large ${on}`, () => request('put', '/me', { body: { ...me.choices, large_type: on } })))
    if (kept) this.setData({ 'me.choices': kept })
    else this.show(!on)
  },
  show(on: boolean) {
    choose(on)
    this.setData({ large: on, look: look() })
  },
  async phone(event: WechatMiniprogram.ButtonGetPhoneNumber) {
    const { code } = event.detail
    if (!code) return tell(TEXTS.noPhoneAllowed)
    const kept = await attempt(() => once(this, `phone ${code}`, () => request('post', '/me/phone', { body: { code } })))
    if (!kept) return
    this.setData({ 'me.phone': kept.phone })
    tell(TEXTS.phoneKept)
  },
  go(event: WechatMiniprogram.TouchEvent) {
    void wx.navigateTo({ url: (event.currentTarget.dataset as { url: string }).url })
  },
  async out() {
    if (!(await confirm(TEXTS.out, TEXTS.outAsk, TEXTS.outSure))) return
    if (!(await attempt(() => once(this, 'out', () => request('delete', '/sessions').then(() => true))))) return
    forget()
    tell(TEXTS.outDone)
    await this.load()
  },
})
