// What I consent to, each withdrawn as easily as it is given.
import type { Schema } from '../../../kernel/api'
import { once } from '../../../kernel/once'
import { consented } from '../../../kernel/consent'
import { attempt, confirm, screen, settle, tell } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import { dayOf } from '../../../kernel/zone'
import { TEXTS } from '../../texts'

type Purpose = Schema['Purpose']

interface Line {
  purpose: Purpose
  title: string
  text: string
  given: boolean
  words: string
  open: boolean
}

screen({
  data: { texts: TEXTS.consents, lines: [] as Line[] },
  async load() {
    await settle(this, async () => {
      const [{ notices }, { consents }] = await Promise.all([request('get', '/notices'), request('get', '/me/consents')])
      const lines = notices.map((notice) => lineOf(notice, consents.find((one) => one.purpose === notice.purpose)))
      return { lines }
    })
  },
  read(event: WechatMiniprogram.TouchEvent) {
    const { index } = event.currentTarget.dataset as { index: number }
    this.setData({ [`lines[${index}].open`]: !this.data.lines[index]?.open })
  },
  async give(event: WechatMiniprogram.TouchEvent) {
    const { purpose } = event.currentTarget.dataset as { purpose: Purpose }
    if (await consented(purpose)) await this.load()
  },
  async withdraw(event: WechatMiniprogram.TouchEvent) {
    const { purpose } = event.currentTarget.dataset as { purpose: Purpose }
    if (!(await confirm(TEXTS.consents.withdraw, TEXTS.consents.withdrawAsk, TEXTS.consents.withdraw))) return
    const done = await attempt(() => once(this, `withdraw ${purpose}`, () => request('delete', '/me/consents/{purpose}', { path: { purpose } })))
    if (done) tell(TEXTS.consents.withdrawn)
    await this.load()
  },
})

function lineOf(notice: Schema['NoticeView'], held: Schema['ConsentView'] | undefined): Line {
  const words = TEXTS.consents
  const old = Boolean(held?.notice) && held?.notice !== notice.version
  const said = held?.given ? `${words.given}${held.at ? ` · ${dayOf(held.at)}` : ''}` : old ? words.changed : words.not
  return { purpose: notice.purpose, title: notice.title, text: notice.text, given: Boolean(held?.given), words: said, open: false }
}
