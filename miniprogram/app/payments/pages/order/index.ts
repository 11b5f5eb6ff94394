// One order: how it stands, what came back, and what it was for.
import type { Schema } from '../../../kernel/api'
import { screen, settle } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import { yuan } from '../../../kernel/money'
import { momentOf } from '../../../kernel/zone'
import { ORDER } from '../../texts'
import { source } from '../../view'

interface Facts {
  amount: string
  refunded: string
  paidAt: string
  expires: string
}

screen({
  data: { texts: ORDER, id: '', order: null as Schema['OrderView'] | null, facts: null as Facts | null, page: '' },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query['id'] ?? '' })
  },
  async load() {
    await settle(this, async () => {
      const order = await request('get', '/orders/{order}', { path: { order: this.data.id } })
      const facts = {
        amount: yuan(order.amount),
        refunded: order.refunded ? yuan(order.refunded) : '',
        paidAt: order.paid_at ? momentOf(order.paid_at) : '',
        expires: order.state === 'awaiting' ? momentOf(order.expires) : '',
      }
      return { order, facts, page: source(order.purpose, order.reference) }
    })
  },
  open() {
    void wx.navigateTo({ url: this.data.page })
  },
  copy() {
    void wx.setClipboardData({ data: this.data.id, success: () => void wx.showToast({ title: ORDER.copied, icon: 'none' }) })
  },
})
