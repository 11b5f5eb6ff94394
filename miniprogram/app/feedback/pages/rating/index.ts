// How a visit or a stay was: stars for each, words if there are any, and whether others may read them.
import type { Schema } from '../../../kernel/api'
import { now } from '../../../kernel/clock'
import { once } from '../../../kernel/once'
import { attempt, screen, settle, tell } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import { allow, prepare } from '../../../kernel/subscribe'
import type { Tap } from '../../../kernel/tap'
import { shortDay } from '../../../kernel/zone'
import { RATING } from '../../texts'

type About = Schema['About']
type Rating = Schema['RatingView']
interface Row {
  about: About
  label: string
  stars: number
}

screen({
  data: { texts: RATING, id: '', one: null as Rating | null, day: '', who: '', rows: [] as Row[], said: '', show: false, open: false, thanks: false, busy: false },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query['id'] ?? '' })
  },
  async load() {
    await settle(this, async () => {
      const [one, { patients }] = await Promise.all([request('get', '/ratings/{rating_id}', { path: { rating_id: this.data.id } }), request('get', '/patients')])
      if (one.state === 'asked') void prepare('rate')
      return { ...this.drawn(one), day: shortDay(one.day), who: patients.find(({ id }) => id === one.patient)?.name ?? '' }
    })
  },
  /** What was given, or what has been chosen so far. */
  drawn(one: Rating) {
    const open = one.state === 'asked'
    const chosen = new Map(this.data.rows.map((row) => [row.about, row.stars]))
    const rows = one.asked.map((about): Row => ({ about, label: labelOf(about, one), stars: (open ? chosen.get(about) : one.scores[about]) ?? 0 }))
    return { one, rows, open: open && Date.parse(one.ends) > now() }
  },
  pick(event: Tap<{ about: About }> & { detail: { stars: number } }) {
    const { about } = event.currentTarget.dataset
    this.setData({ rows: this.data.rows.map((row) => (row.about === about ? { ...row, stars: event.detail.stars } : row)) })
  },
  type(event: WechatMiniprogram.Input) {
    this.setData({ said: event.detail.value })
  },
  permit(event: WechatMiniprogram.SwitchChange) {
    this.setData({ show: event.detail.value })
  },
  async send() {
    const { rows, said, show } = this.data
    const missing = rows.find((row) => !row.stars)
    if (missing) return tell(RATING.missing.replace('{what}', missing.label))
    const scores = Object.fromEntries(rows.map((row) => [row.about, row.stars])) as Schema['ScoresInput']
    const body = { scores, words: said.trim(), show: show && Boolean(said.trim()) }
    const path = { rating_id: this.data.id }
    this.setData({ busy: true })
    const given = await attempt(() =>
      once(this, `rate ${JSON.stringify(body)}`, async (key) => {
        await allow('rate')
        return request('post', '/ratings/{rating_id}', { path, body, key })
      }),
    )
    this.setData({ busy: false })
    if (!given) return this.load()
    this.setData({ ...this.drawn(given), thanks: true })
    void wx.pageScrollTo({ scrollTop: 0 })
  },
  say() {
    void wx.redirectTo({ url: '/feedback/pages/list/index' })
  },
})

function labelOf(about: About, one: Rating): string {
  const name = about === 'doctor' ? one.doctor : about === 'department' ? one.department : ''
  return [RATING.about[about], name].filter(Boolean).join(' · ')
}
