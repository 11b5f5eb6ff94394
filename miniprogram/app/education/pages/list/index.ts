// What the hospital's doctors wrote for patients: the latest, of the season, searched; and this week's issue.
import type { Schema } from '../../../kernel/api'
import { hospital, switches } from '../../../kernel/hospital'
import { attempt, screen, settle } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { search } from '../../service'
import { LIST } from '../../texts'
import { type Row, row, week, type Week } from '../../view'

type Which = 'latest' | 'season'
type Told = Schema['ArticleRowsView']

const PAUSE = 500 // milliseconds after the last letter
let waiting = 0

screen({
  data: { texts: LIST, which: 'latest' as Which, season: '', seasonWords: '', wanted: '', rows: [] as Row[], next: '', issue: null as Week | null, off: false, busy: false },
  onUnload() {
    clearTimeout(waiting)
  },
  async load() {
    await settle(this, async () => {
      const { wanted, which } = this.data
      if (!switches(await hospital()).education) return { off: true, empty: true }
      if (wanted) return this.searched(wanted)
      const [told, { issues }] = await Promise.all([this.asked(which), request('get', '/issues')])
      if (wanted !== this.data.wanted || which !== this.data.which) return {} // another is on its way
      const [newest] = issues
      return { ...this.shown(told), issue: newest ? week(newest) : null, off: false }
    })
  },
  async searched(wanted: string) {
    const found = (await search(wanted)).map(row)
    return wanted === this.data.wanted ? { rows: found, next: '', empty: !found.length } : {}
  },
  async asked(which: Which): Promise<Told> {
    if (which === 'latest') return request('get', '/articles')
    return request('get', '/articles', { query: { tag: 'season', value: this.data.season } })
  },
  shown(told: Told) {
    return { rows: told.articles.map(row), next: told.next, season: told.season, seasonWords: LIST.seasons[told.season], empty: !told.articles.length }
  },
  type(event: WechatMiniprogram.Input) {
    clearTimeout(waiting)
    this.setData({ wanted: event.detail.value.trim() })
    waiting = setTimeout(() => void this.anew(), PAUSE)
  },
  clear() {
    this.setData({ wanted: '' })
    void this.anew()
  },
  async anew() {
    this.setData({ state: 'loading' })
    await this.load()
  },
  async choose(event: Tap<{ which: Which }>) {
    this.setData({ which: event.currentTarget.dataset.which, wanted: '' })
    await this.anew()
  },
  onReachBottom() {
    void this.more()
  },
  async more() {
    const { next, busy, rows } = this.data
    if (!next || busy) return
    this.setData({ busy: true })
    const told = await attempt(() => request('get', '/articles', { query: { after: next } }))
    this.setData({ busy: false })
    if (told && next === this.data.next) this.setData({ rows: [...rows, ...told.articles.map(row)], next: told.next })
  },
  read(event: Tap<{ id: string }>) {
    void wx.navigateTo({ url: `/education/pages/article/index?id=${event.currentTarget.dataset.id}` })
  },
  weekly() {
    void wx.navigateTo({ url: `/education/pages/issue/index?week=${this.data.issue?.week ?? ''}` })
  },
  choices() {
    void wx.navigateTo({ url: '/education/pages/choices/index' })
  },
})
