// One patient: who, which cards, what I may do, whether I am told, and the end of it.
import { leave } from '../../leaving'
import { attempt, confirm, screen, settle, tell } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { PATIENT, SAY } from '../../texts'
import { type PersonCard, person } from '../../view'

screen({
  data: { texts: PATIENT, id: '', person: null as PersonCard | null, proxies: false, busy: '' },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query['id'] ?? '' })
  },
  async load() {
    await settle(this, async () => {
      const [{ patients, default_card }, { functions }] = await Promise.all([request('get', '/patients'), request('get', '/hospital')])
      const found = patients.find((one) => one.id === this.data.id) ?? (await request('get', '/patients/{patient}', { path: { patient: this.data.id } }))
      return { person: person(found, default_card), proxies: functions.includes('proxies') && found.relation === 'self' }
    })
  },
  async makeDefault(event: Tap<{ id: string }>) {
    const card = event.currentTarget.dataset.id
    if (this.data.busy) return
    this.setData({ busy: card })
    await attempt(() => request('put', '/patients/{patient}/default-card', { path: { patient: this.data.id }, body: { card } }))
    this.setData({ busy: '' })
    await this.load()
  },
  async hear(event: WechatMiniprogram.SwitchChange) {
    const wanted = event.detail.value
    const done = await attempt(() => request('put', '/patients/{patient}/messages', { path: { patient: this.data.id }, body: { wanted } }))
    this.setData({ 'person.wantsMessages': done ? wanted : !wanted } as object)
  },
  show() {
    void wx.navigateTo({ url: `/cards/pages/ecard/index?patient=${this.data.id}` })
  },
  bind() {
    void wx.navigateTo({ url: '/cards/pages/add/index?mode=bind' })
  },
  openProxies() {
    void wx.navigateTo({ url: `/cards/pages/proxies/index?patient=${this.data.id}` })
  },
  help() {
    void wx.navigateTo({ url: '/cards/pages/help/index' })
  },
  async unbind() {
    if (this.data.busy || !(await confirm(SAY.unbind(this.data.person?.name ?? ''), PATIENT.unbindWords, PATIENT.unbindSure))) return
    this.setData({ busy: 'unbind' })
    try {
      const path = { patient: this.data.id }
      const done = await attempt(() => request('delete', '/patients/{patient}', { path }).then(() => true))
      if (!done) return
      tell(PATIENT.unbound)
      await leave()
    } finally {
      this.setData({ busy: '' })
    }
  },
})
