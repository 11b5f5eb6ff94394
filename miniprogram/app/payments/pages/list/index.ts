// Every payment and refund of a period, newest first.
import { screen, settle } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { LIST } from '../../texts'
import { type Movement, movement } from '../../view'

type Period = (typeof LIST.periods)[number]['id']

screen({
  data: { texts: LIST, period: 'month' as Period, movements: [] as Movement[], seen: false },
  onShow() {
    if (this.data.seen) void this.load()
    else this.setData({ seen: true })
  },
  async load() {
    await settle(this, async () => {
      const { payments } = await request('get', '/payments', { query: { period: this.data.period } })
      return { movements: payments.map(movement), empty: !payments.length }
    })
  },
  async pickPeriod(event: Tap<{ id: Period }>) {
    this.setData({ period: event.currentTarget.dataset.id, state: 'loading' })
    await this.load()
  },
  open(event: Tap<{ order: string }>) {
    void wx.navigateTo({ url: `/payments/pages/order/index?id=${event.currentTarget.dataset.order}` })
  },
})
