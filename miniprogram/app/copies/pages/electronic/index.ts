// Electronic copies, page by page under their watermark, or taken along as an encrypted PDF that the verification code opens.
import type { Schema } from '../../../kernel/api'
import { attempt, screen, settle, tell } from '../../../kernel/page'
import { dayOf } from '../../../kernel/zone'
import { electronicFile, electronicPage, electronics } from '../../service'
import { TEXTS } from '../../texts'

type Copy = Schema['ElectronicView']
const words = TEXTS.electronic

screen({
  data: { texts: words, id: '', copies: [] as Copy[], names: [] as string[], chosen: 0, until: '', page: 1, picture: '', part: 1, take: words.take as string, busy: '' },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query['id'] ?? '' })
  },
  async load() {
    await settle(this, async () => {
      const { copies } = await electronics(this.data.id)
      const chosen = Math.min(this.data.chosen, Math.max(copies.length - 1, 0))
      const one = copies[chosen]
      const seen = one ? await electronicPage(this.data.id, one.round, 1) : undefined
      const names = copies.length > 1 ? copies.map((_, nth) => `${words.copyNumber} ${nth + 1} ${words.copyUnit}`) : []
      return { copies, names, chosen, until: one ? dayOf(one.until) : '', page: 1, picture: seen ? picture(seen.image) : '', part: 1, take: words.take, empty: !copies.length }
    })
  },
  async choose(event: WechatMiniprogram.TouchEvent) {
    const { nth } = event.currentTarget.dataset as { nth: number }
    if (nth === this.data.chosen) return
    this.setData({ chosen: nth })
    await this.load()
  },
  async turn(event: WechatMiniprogram.CustomEvent) {
    const { by } = event.currentTarget.dataset as { by: number }
    const one = this.data.copies[this.data.chosen]
    const page = this.data.page + by
    if (!one || this.data.busy || page < 1 || page > one.pages) return
    this.setData({ busy: 'turn' })
    const seen = await attempt(() => electronicPage(this.data.id, one.round, page))
    this.setData(seen ? { busy: '', page, picture: picture(seen.image) } : { busy: '' })
  },
  async takeAlong() {
    const one = this.data.copies[this.data.chosen]
    if (!one || this.data.busy) return
    this.setData({ busy: 'take' })
    const file = await attempt(() => opened(this.data.id, one.round, this.data.part))
    if (!file) return this.setData({ busy: '' })
    const part = file.part < file.parts ? file.part + 1 : 1
    this.setData({ busy: '', part, take: file.parts > 1 ? `${words.take} ${part}/${file.parts}` : words.take })
  },
  async copyCode() {
    await wx.setClipboardData({ data: this.data.copies[this.data.chosen]?.code ?? '' })
    tell(words.copied)
  },
})

/** That part as a file of the phone, opened with the menu that hands it on. */
async function opened(id: string, round: number, part: number): Promise<Schema['ElectronicFileView']> {
  const file = await electronicFile(id, round, part)
  const filePath = `${wx.env.USER_DATA_PATH}/${round}-${part}.pdf`
  await new Promise<void>((success, fail) => {
    wx.getFileSystemManager().writeFile({ filePath, data: file.pdf, encoding: 'base64', success: () => success(), fail })
  })
  await wx.openDocument({ filePath, fileType: 'pdf', showMenu: true })
  return file
}

function picture(base64: string): string {
  return `data:image/jpeg;base64,${base64}`
}
