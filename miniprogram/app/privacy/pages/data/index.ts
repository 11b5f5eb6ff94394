// A copy of everything that is kept about me: asked for, made by itself, then to be read and taken along.
import type { Schema } from '../../../kernel/api'
import { once } from '../../../kernel/once'
import { attempt, screen, settle, tell } from '../../../kernel/page'
import { Problem } from '../../../kernel/problem'
import { request } from '../../../kernel/request'
import { momentOf } from '../../../kernel/zone'
import { TEXTS } from '../../texts'

type Asked = Schema['RequestView']
const KEPT = 'data_copy' // which request was the last
const PAUSES = [1500, 2500, 4000, 6000, 8000, 10_000]

screen({
  data: { texts: TEXTS.data, asked: null as Asked | null, at: '', document: '', busy: false, gone: false },
  async load() {
    await settle(this, async () => {
      const last = wx.getStorageSync<string>(KEPT)
      const asked = last ? await known(last) : null
      return { asked, at: asked ? momentOf(asked.asked_at) : '' }
    })
    if (this.data.asked?.state === 'asked') void this.wait()
  },
  onUnload() {
    waiting.delete(this)
  },
  async ask() {
    this.setData({ busy: true })
    const asked = await attempt(() => once(this, 'ask', (key) => request('post', '/me/copies', { key })))
    this.setData({ busy: false })
    if (!asked) return
    wx.setStorageSync(KEPT, asked.id)
    this.setData({ asked, at: momentOf(asked.asked_at), document: '', gone: false })
    void this.wait()
  },
  /** Look again for a while; then the patient pulls down. */
  async wait() {
    if (waiting.has(this)) return
    waiting.add(this)
    for (const pause of PAUSES) {
      await new Promise((resolve) => setTimeout(resolve, pause))
      if (!waiting.has(this) || !this.data.asked) return
      const asked = await known(this.data.asked.id).catch(() => null)
      if (asked) this.setData({ asked })
      if (asked?.state === 'done') break
    }
    waiting.delete(this)
  },
  async show() {
    const { asked } = this.data
    if (!asked) return
    this.setData({ busy: true })
    try {
      const { document } = await request('get', '/me/copies/{request}/document', { path: { request: asked.id } })
      this.setData({ document: readable(document) })
    } catch (fault) {
      if (fault instanceof Problem && !fault.unknown) this.setData({ gone: true })
      else await attempt(() => Promise.reject(fault))
    }
    this.setData({ busy: false })
  },
  async copy() {
    await wx.setClipboardData({ data: this.data.document })
    tell(TEXTS.data.copied)
  },
})

const waiting = new WeakSet<object>()

/** How far that request is; null when there is none of that name for this account. */
async function known(id: string): Promise<Asked | null> {
  try {
    return await request('get', '/me/copies/{request}', { path: { request: id } })
  } catch (fault) {
    if (fault instanceof Problem && fault.status === 404) return null
    throw fault
  }
}

function readable(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 2)
}
