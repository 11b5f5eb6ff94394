// What I was told, the newest first; each leads to what it is about.
import type { Schema } from '../../kernel/api'
import { once } from '../../kernel/once'
import { attempt, screen, settle } from '../../kernel/page'
import { request } from '../../kernel/request'
import { seen } from '../../kernel/seen'
import { momentOf } from '../../kernel/zone'
import { TEXTS } from './texts'

interface Line {
  id: string
  title: string
  at: string
  by: string
  why: string
  values: { name: string; value: string }[]
  url: string
}

screen({
  data: { texts: TEXTS, lines: [] as Line[], after: '', busy: false },
  async load() {
    await settle(this, async () => {
      const { messages, after } = await request('get', '/messages')
      return { lines: messages.map(lineOf), after: after ?? '', empty: !messages.length }
    })
  },
  async onShow() {
    if (this.data.state === 'ready' || this.data.state === 'empty') await this.load()
  },
  async onReachBottom() {
    await this.more()
  },
  async more() {
    const { after } = this.data
    if (!after || this.data.busy) return
    this.setData({ busy: true })
    const told = await attempt(() => once(this, `after ${after}`, () => request('get', '/messages', { query: { after } })))
    this.setData({ busy: false })
    if (told) this.setData({ lines: [...this.data.lines, ...told.messages.map(lineOf)], after: told.after ?? '' })
  },
  open(event: WechatMiniprogram.TouchEvent) {
    const { id, url } = event.currentTarget.dataset as { id: string; url: string }
    void seen(id)
    if (TABS.has(url)) void wx.switchTab({ url })
    else if (url) void wx.navigateTo({ url })
  },
  settings() {
    void wx.navigateTo({ url: '/messages/pages/settings/index' })
  },
})

const TABS = new Set(['/pages/home/index', '/pages/mine/index']) // opened as tabs; this one leads nowhere from here

function lineOf(one: Schema['MessageView']): Line {
  return {
    id: one.id,
    title: one.title,
    at: momentOf(one.told),
    by: TEXTS.channels[one.channel] ?? '',
    why: one.why,
    values: Object.entries(one.values).map(([name, value]) => ({ name, value })),
    url: one.page ? `/${one.page}` : '',
  }
}
