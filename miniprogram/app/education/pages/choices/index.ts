// What I want to hear of; and, apart from it, whether anything commercial may be shown to me.
import type { Schema } from '../../../kernel/api'
import { consented } from '../../../kernel/consent'
import { once } from '../../../kernel/once'
import { attempt, screen, settle } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import { allow, prepare } from '../../../kernel/subscribe'
import type { Tap } from '../../../kernel/tap'
import { CHOICES } from '../../texts'
import { type Row, row } from '../../view'

type Choices = Schema['EducationChoiceView']

screen({
  data: {
    texts: CHOICES,
    choices: null as Choices | null,
    lines: [
      { id: 'weekly', words: CHOICES.weekly, hint: CHOICES.weeklyHint },
      { id: 'greetings', words: CHOICES.greetings, hint: CHOICES.greetingsHint },
    ],
    me: null as Schema['ChoicesInput'] | null,
    commercial: false,
    offers: [] as Row[],
  },
  async load() {
    await settle(this, async () => {
      const [choices, { consents }, me] = await Promise.all([request('get', '/me/education'), request('get', '/me/consents'), request('get', '/me')])
      void prepare('read')
      const commercial = consents.some((one) => one.purpose === 'marketing' && one.given)
      const offers = commercial ? (await request('get', '/me/offers')).articles.map(row) : []
      return { choices, me: me.choices, commercial, offers }
    })
  },
  onShow() {
    if (this.data.state === 'ready') void this.load()
  },
  async choose(event: Tap<{ id: keyof Choices }> & { detail: { value: boolean } }) {
    const before = this.data.choices
    if (!before) return
    const on = event.detail.value
    const body = { ...before, [event.currentTarget.dataset.id]: on }
    this.setData({ choices: body })
    const kept = await attempt(() =>
      once(this, `choose ${JSON.stringify(body)}`, async () => {
        if (on) await allow('read')
        return request('put', '/me/education', { body })
      }),
    )
    this.setData({ choices: kept ?? before })
  },
  async permit(event: WechatMiniprogram.SwitchChange) {
    const wanted = event.detail.value
    this.setData({ commercial: wanted })
    if (wanted) await consented('marketing')
    else await attempt(() => once(this, 'withdraw', () => request('delete', '/me/consents/{purpose}', { path: { purpose: 'marketing' } })))
    await this.load()
  },
  /** Nothing of this kind is sent to whoever takes no health education at all. */
  async openUp() {
    const { me } = this.data
    if (!me) return
    const body = { ...me, education: true }
    const kept = await attempt(() => once(this, 'open up', () => request('put', '/me', { body })))
    if (kept) this.setData({ me: kept })
  },
  settings() {
    void wx.navigateTo({ url: '/messages/pages/settings/index' })
  },
  read(event: Tap<{ id: string }>) {
    void wx.navigateTo({ url: `/education/pages/article/index?id=${event.currentTarget.dataset.id}` })
  },
})
