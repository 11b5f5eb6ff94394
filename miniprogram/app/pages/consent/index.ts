// One notice, one answer. It is opened by a deed that needs this consent, which goes on or not by what is said here.
import type { Schema } from '../../kernel/api'
import { once } from '../../kernel/once'
import { attempt, screen, settle } from '../../kernel/page'
import { request } from '../../kernel/request'
import { TEXTS } from './texts'

type Notice = Schema['NoticeView']

screen({
  data: { texts: TEXTS, purpose: '', notice: null as Notice | null, busy: false },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ purpose: query['purpose'] ?? '' })
  },
  async load() {
    await settle(this, async () => {
      const { notices } = await request('get', '/notices')
      const notice = notices.find((one) => one.purpose === this.data.purpose) ?? null
      return { notice, empty: !notice }
    })
  },
  onUnload() {
    this.getOpenerEventChannel().emit?.('closed')
  },
  async yes() {
    const { notice } = this.data
    if (!notice) return
    this.setData({ busy: true })
    const path = { purpose: notice.purpose }
    const given = await attempt(() => once(this, 'yes', () => request('put', '/me/consents/{purpose}', { path, body: { version: notice.version } })))
    this.setData({ busy: false })
    if (!given) return this.load()
    this.getOpenerEventChannel().emit?.('given')
    await wx.navigateBack()
  },
  async no() {
    await wx.navigateBack()
  },
})
