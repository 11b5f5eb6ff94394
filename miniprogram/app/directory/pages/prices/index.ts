// The price list: searched by name, pinyin, initials or code; page by page.
import { attempt, screen, settle } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import { PRICES } from '../../texts'
import { type PriceLine, priceLine } from '../../view'

const PAUSE = 300 // milliseconds after the last letter
let waiting = 0

screen({
  data: { texts: PRICES, wanted: '', prices: [] as PriceLine[], after: null as number | null, more: false, off: false },
  async load() {
    await settle(this, async () => {
      const q = this.data.wanted.trim()
      const { functions } = await request('get', '/hospital')
      if (!functions.includes('prices')) return { off: true, prices: [], after: null, empty: true }
      const found = await request('get', '/prices', { query: { q } })
      if (q !== this.data.wanted.trim()) return { off: false, prices: this.data.prices, after: this.data.after } // another is on its way
      return { off: false, prices: found.prices.map(priceLine), after: found.after, empty: !found.prices.length }
    })
  },
  type(event: WechatMiniprogram.Input) {
    clearTimeout(waiting)
    this.setData({ wanted: event.detail.value })
    waiting = setTimeout(() => void this.load(), PAUSE)
  },
  clear() {
    this.setData({ wanted: '' })
    void this.load()
  },
  onReachBottom() {
    void this.further()
  },
  async further() {
    const { after, more, prices, wanted } = this.data
    if (more || after === null) return
    this.setData({ more: true })
    const found = await attempt(() => request('get', '/prices', { query: { q: wanted.trim(), after } }))
    this.setData({ more: false })
    if (found && wanted === this.data.wanted) this.setData({ prices: [...prices, ...found.prices.map(priceLine)], after: found.after })
  },
})
