// One article, drawn piece by piece. What is commercial opens after a consent of its own.
import type { Schema } from '../../../kernel/api'
import { consented } from '../../../kernel/consent'
import { screen, settle } from '../../../kernel/page'
import { Problem } from '../../../kernel/problem'
import { request } from '../../../kernel/request'
import { dayOf, shortDay } from '../../../kernel/zone'
import { ARTICLE } from '../../texts'

const OPT_IN = 'education_opt_in'

screen({
  data: { texts: ARTICLE, id: '', one: null as Schema['ArticleView'] | null, published: '', asking: false },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query['id'] ?? '' })
  },
  async load() {
    await settle(this, async () => {
      const one = await this.found()
      if (one === 'ask') return { asking: true }
      return { one, published: one ? ARTICLE.published.replace('{at}', shortDay(dayOf(one.published))) : '', asking: false, empty: !one }
    })
  },
  /** null: it was withdrawn; `ask`: it is commercial, and that was not agreed to. */
  async found(): Promise<Schema['ArticleView'] | null | 'ask'> {
    try {
      return await request('get', '/articles/{article}', { path: { article: this.data.id } })
    } catch (fault) {
      if (fault instanceof Problem && fault.status === 404) return null
      if (fault instanceof Problem && fault.code === OPT_IN) return 'ask'
      throw fault
    }
  },
  async agree() {
    if (await consented('marketing')) await this.load()
  },
  list() {
    void wx.redirectTo({ url: '/education/pages/list/index' })
  },
})
