// The code that went to the phone reserved at the hospital.
import { countdown, now } from '../../../kernel/clock'
import { once } from '../../../kernel/once'
import { leave } from '../../leaving'
import { attempt, screen, tell } from '../../../kernel/page'
import { asProblem } from '../../../kernel/problem'
import { request } from '../../../kernel/request'
import { CODE, SAY } from '../../texts'

const DIGITS = 6
const PAUSE = 60_000 // milliseconds between two codes
let stop: (() => void) | undefined

screen({
  data: { texts: CODE, binding: '', sent: '', code: '', wait: '', error: '', over: false, busy: false, sending: false },
  onLoad(query: Record<string, string | undefined>) {
    const { binding = '', phone = '' } = query
    this.setData({ binding, sent: SAY.sentTo(decodeURIComponent(phone)), state: binding ? 'ready' : 'error', words: CODE.lost })
    this.rest()
  },
  onUnload() {
    stop?.()
  },
  rest() {
    stop?.()
    stop = countdown(new Date(now() + PAUSE).toISOString(), (seconds) => this.setData({ wait: seconds ? SAY.wait(seconds) : '' }))
  },
  type(event: WechatMiniprogram.Input) {
    const code = event.detail.value.replace(/\D/g, '').slice(0, DIGITS)
    this.setData({ code, error: '' })
    if (code.length === DIGITS) void this.submit()
  },
  async submit() {
    const { binding, code, busy } = this.data
    if (busy || code.length < DIGITS) return
    this.setData({ busy: true })
    try {
      await once(this, `confirm ${code}`, (key) => request('post', '/bindings/{binding}/confirmation', { path: { binding }, body: { code }, key }))
      tell(CODE.bound)
      await leave()
    } catch (fault) {
      const problem = asProblem(fault)
      const again = problem.unknown ? code : ''
      this.setData({ error: problem.message, code: again, over: problem.code === 'binding_over' })
    } finally {
      this.setData({ busy: false })
    }
  },
  async resend() {
    if (this.data.wait || this.data.sending) return
    this.setData({ sending: true })
    const path = { binding: this.data.binding }
    const begun = await attempt(() => request('post', '/bindings/{binding}/code', { path }))
    this.setData({ sending: false })
    if (!begun) return
    this.setData({ sent: SAY.sentTo(begun.phone), error: '', code: '' })
    tell(CODE.sent)
    this.rest()
  },
  restart() {
    void wx.redirectTo({ url: '/cards/pages/add/index?mode=bind' })
  },
  help() {
    void wx.navigateTo({ url: '/cards/pages/help/index' })
  },
})
