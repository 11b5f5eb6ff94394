// The patient who is asked: reads the very words, confirms by the code of the reserved phone, signs with a finger; or says no.
import { once } from '../../../kernel/once'
import { attempt, confirm, screen, settle, tell } from '../../../kernel/page'
import { momentOf } from '../../../kernel/zone'
import { draft, sayNo, sayYes, sendMandateCode } from '../../service'
import { TEXTS } from '../../texts'

const FEWEST = 8 // points: a tap is no signature

screen({
  data: { texts: TEXTS.authorise, ticket: '', text: '', phone: '', ends: '', sent: 0, code: '', strokes: [] as number[][][], said: '', busy: '' },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ ticket: query['ticket'] ?? '' })
  },
  async load() {
    await settle(this, async () => {
      const { text, phone, ends } = await draft(this.data.ticket)
      return { text, phone, ends: momentOf(ends) }
    })
  },
  async send() {
    const phone = await attempt(() => once(this, 'code', () => sendMandateCode(this.data.ticket)))
    if (phone) this.setData({ sent: this.data.sent + 1, phone })
  },
  coded(event: WechatMiniprogram.CustomEvent<{ code: string }>) {
    this.setData({ code: event.detail.code })
  },
  signed(event: WechatMiniprogram.CustomEvent<{ strokes: number[][][] }>) {
    this.setData({ strokes: event.detail.strokes })
  },
  async yes() {
    const { ticket, code, strokes } = this.data
    if (!code) return tell(TEXTS.authorise.codeNeeded)
    if (strokes.reduce((points, stroke) => points + stroke.length, 0) < FEWEST) return tell(TEXTS.authorise.signNeeded)
    this.setData({ busy: 'yes' })
    const done = await attempt(() => once(this, `yes ${code}`, () => sayYes(ticket, code, strokes)))
    this.setData({ busy: '' })
    if (done) this.setData({ said: 'yes' })
  },
  async no() {
    if (!(await confirm(TEXTS.authorise.no, TEXTS.authorise.noAsk, TEXTS.authorise.no))) return
    this.setData({ busy: 'no' })
    const done = await attempt(() => once(this, 'no', () => sayNo(this.data.ticket)))
    this.setData({ busy: '' })
    if (done) this.setData({ said: 'no' })
  },
  home() {
    void wx.switchTab({ url: '/pages/home/index' })
  },
})
