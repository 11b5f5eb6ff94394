// An electronic copy, page by page under its watermark; the code is for whoever verifies it.
import type { Schema } from '../../../kernel/api'
import { attempt, screen, settle, tell } from '../../../kernel/page'
import { dayOf } from '../../../kernel/zone'
import { electronicPage, electronics } from '../../service'
import { TEXTS } from '../../texts'

type Copy = Schema['ElectronicView']

screen({
  data: { texts: TEXTS.electronic, id: '', copies: [] as Copy[], chosen: 0, until: '', page: 1, picture: '', busy: false },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query['id'] ?? '' })
  },
  async load() {
    await settle(this, async () => {
      const { copies } = await electronics(this.data.id)
      const one = copies[this.data.chosen]
      const seen = one ? await electronicPage(this.data.id, one.round, 1) : undefined
      return { copies, until: one ? dayOf(one.until) : '', page: 1, picture: seen ? picture(seen.image) : '', empty: !copies.length }
    })
  },
  async turn(event: WechatMiniprogram.CustomEvent) {
    const { by } = event.currentTarget.dataset as { by: number }
    const one = this.data.copies[this.data.chosen]
    const page = this.data.page + by
    if (!one || this.data.busy || page < 1 || page > one.pages) return
    this.setData({ busy: true })
    const seen = await attempt(() => electronicPage(this.data.id, one.round, page))
    this.setData(seen ? { busy: false, page, picture: picture(seen.image) } : { busy: false })
  },
  async copyCode() {
    await wx.setClipboardData({ data: this.data.copies[this.data.chosen]?.code ?? '' })
    tell(TEXTS.electronic.copied)
  },
})

function picture(base64: string): string {
  return `data:image/jpeg;base64,${base64}`
}
