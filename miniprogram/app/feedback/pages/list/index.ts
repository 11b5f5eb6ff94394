// What I can rate, what I may say to the hospital, and what became of what I said.
import { hospital, switches } from '../../../kernel/hospital'
import { screen, settle, tell } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { LIST } from '../../texts'
import { type Row, row, type Waiting, waiting } from '../../view'

screen({
  data: { texts: LIST, open: false, ratings: [] as Waiting[], cases: [] as Row[], asking: false, code: '' },
  onShow() {
    if (this.data.state === 'ready') void this.load()
  },
  async load() {
    await settle(this, async () => {
      const [told, { ratings }, { cases }] = await Promise.all([hospital(), request('get', '/ratings'), request('get', '/feedback')])
      const names = ratings.length ? await this.names() : new Map<string, string>()
      return { open: Boolean(switches(told).feedback), ratings: ratings.map((one) => waiting(one, names)), cases: cases.map(row) }
    })
  },
  async names(): Promise<Map<string, string>> {
    const { patients } = await request('get', '/patients')
    return new Map(patients.map((one) => [one.id, one.name]))
  },
  rate(event: Tap<{ id: string }>) {
    void wx.navigateTo({ url: `/feedback/pages/rating/index?id=${event.currentTarget.dataset.id}` })
  },
  write(event: Tap<{ kind: string }>) {
    void wx.navigateTo({ url: `/feedback/pages/write/index?kind=${event.currentTarget.dataset.kind}` })
  },
  look(event: Tap<{ id: string }>) {
    void wx.navigateTo({ url: `/feedback/pages/case/index?id=${event.currentTarget.dataset.id}` })
  },
  ask() {
    this.setData({ asking: !this.data.asking })
  },
  type(event: WechatMiniprogram.Input) {
    this.setData({ code: event.detail.value.trim() })
  },
  byCode() {
    const { code } = this.data
    if (!code) return tell(LIST.codeNeeded)
    void wx.navigateTo({ url: `/feedback/pages/case/index?id=${encodeURIComponent(code)}` })
  },
})
