// My applications, where each stands; and as a patient, what I agreed to.
import { once } from '../../../kernel/once'
import { attempt, confirm, screen, settle, tell } from '../../../kernel/page'
import { shortDay, dayOf } from '../../../kernel/zone'
import { applications, authorised, revoke } from '../../service'
import type { Schema } from '../../../kernel/api'
import { TEXTS } from '../../texts'

interface Line {
  id: string
  number: string
  name: string
  words: string
  who: string
  due: string
  mine: boolean // it waits for me
}

const YOURS = ['submit', 'pay', 'accept_time', 'rate', 'reopen', 'begin_again']

screen({
  data: { texts: TEXTS.list, mine: [] as Line[], given: [] as Line[] },
  async load() {
    await settle(this, async () => {
      const [mine, given] = await Promise.all([applications(), authorised()])
      return { mine: mine.applications.map(lineOf), given: given.applications.map(lineOf) }
    })
  },
  async onShow() {
    if (this.data.state === 'ready') await this.load()
  },
  begin() {
    void wx.navigateTo({ url: '/copies/pages/apply/index' })
  },
  open(event: WechatMiniprogram.TouchEvent) {
    void wx.navigateTo({ url: `/copies/pages/detail/index?id=${idOf(event)}` })
  },
  verify() {
    void wx.navigateTo({ url: '/copies/pages/verify/index' })
  },
  async revoke(event: WechatMiniprogram.TouchEvent) {
    const id = idOf(event)
    if (!(await confirm(TEXTS.list.revoke, TEXTS.list.revokeAsk, TEXTS.list.revoke))) return
    if (!(await attempt(() => once(this, `revoke ${id}`, () => revoke(id))))) return
    tell(TEXTS.list.revoked)
    await this.load()
  },
})

function idOf(event: WechatMiniprogram.TouchEvent): string {
  return (event.currentTarget.dataset as { id: string }).id
}

function lineOf(one: Schema['SummaryView']): Line {
  return {
    id: one.id,
    number: one.number,
    name: one.name || TEXTS.list.unnamed,
    words: one.words,
    who: one.who,
    due: one.due ? shortDay(dayOf(one.due)) : '',
    mine: one.can.some((deed) => YOURS.includes(deed)),
  }
}
