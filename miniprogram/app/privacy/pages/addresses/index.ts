// The address book, masked; one address opens in full to be edited.
import type { Schema } from '../../../kernel/api'
import { once } from '../../../kernel/once'
import { attempt, confirm, screen, settle, tell } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import { TEXTS } from '../../texts'

screen({
  data: { texts: TEXTS.addresses, addresses: [] as Schema['AddressView'][] },
  async load() {
    await settle(this, async () => {
      const { addresses } = await request('get', '/me')
      return { addresses, empty: !addresses.length }
    })
  },
  open(event: WechatMiniprogram.CustomEvent) {
    const { id } = event.currentTarget.dataset as { id?: string }
    void wx.navigateTo({ url: `/privacy/pages/address/index${id ? `?id=${id}` : ''}`, events: { kept: () => void this.load() } })
  },
  async drop(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    if (!(await confirm(TEXTS.addresses.drop, TEXTS.addresses.dropAsk, TEXTS.addresses.drop))) return
    const done = await attempt(() => once(this, `drop ${id}`, () => request('delete', '/me/addresses/{address}', { path: { address: id } }).then(() => true)))
    if (done) tell(TEXTS.addresses.dropped)
    await this.load()
  },
})
