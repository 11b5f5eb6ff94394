// A weekly issue: its articles, then the issues before it. Without a week it is the newest.
import { screen, settle } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { ISSUE } from '../../texts'
import { type Row, row, week, type Week } from '../../view'

screen({
  data: { texts: ISSUE, week: '', one: null as Week | null, rows: [] as Row[], past: [] as Week[] },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ week: query['week'] ?? '' })
  },
  async load() {
    await settle(this, async () => {
      const { issues } = await request('get', '/issues')
      const one = issues.find((each) => each.week === this.data.week) ?? issues[0]
      if (!one) return { empty: true }
      const { articles } = await request('get', '/issues/{week}', { path: { week: one.week } })
      return { week: one.week, one: week(one), rows: articles.map(row), past: issues.filter((each) => each !== one).map(week) }
    })
  },
  read(event: Tap<{ id: string }>) {
    void wx.navigateTo({ url: `/education/pages/article/index?id=${event.currentTarget.dataset.id}` })
  },
  async turn(event: Tap<{ week: string }>) {
    this.setData({ week: event.currentTarget.dataset.week, state: 'loading' })
    await this.load()
    void wx.pageScrollTo({ scrollTop: 0 })
  },
})
