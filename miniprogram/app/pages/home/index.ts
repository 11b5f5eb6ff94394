// What is next for me, then the services.
import { countdown, span } from '../../kernel/clock'
import { hospital } from '../../kernel/hospital'
import { large } from '../../kernel/look'
import { screen, settle } from '../../kernel/page'
import { request } from '../../kernel/request'
import { nextOf, type Next } from './next'
import { services, type Service } from './services'
import { TEXTS } from './texts'

const FIRST = 4 // services shown at once in large type
let ending = (): void => {}

screen({
  data: { texts: TEXTS, name: '', next: null as Next | null, others: '', left: '', services: [] as Service[], shown: [] as Service[], folded: false },
  async load() {
    await settle(this, async () => {
      const told = await Promise.all([hospital(this.data.state === 'ready'), request('get', '/registrations', { query: { period: 'week' } })])
      return found(...told)
    })
    if (this.data.name) void wx.setNavigationBarTitle({ title: this.data.name })
    this.fold(large())
    this.count()
  },
  onShow() {
    if (this.data.state !== 'loading') void this.load()
  },
  onHide() {
    ending()
  },
  onUnload() {
    ending()
  },
  fold(folded: boolean) {
    const all = this.data.services
    this.setData({ folded: folded && all.length > FIRST, shown: folded ? all.slice(0, FIRST) : all })
  },
  more() {
    this.fold(false)
  },
  count() {
    ending()
    const { next } = this.data
    if (next?.kind !== 'pay' || !next.payUntil) return
    ending = countdown(next.payUntil, (seconds) => this.setData({ left: seconds ? TEXTS.payLeft.replace('{left}', span(seconds)) : TEXTS.payOver }))
  },
  go(tapped: WechatMiniprogram.TouchEvent<object, object, { url: string }>) {
    void wx.navigateTo({ url: tapped.currentTarget.dataset.url })
  },
  look() {
    const { next } = this.data
    if (next) void wx.navigateTo({ url: `/registration/pages/detail/index?id=${next.id}` })
  },
  book() {
    void wx.navigateTo({ url: '/registration/pages/departments/index' })
  },
})

type Told = [Awaited<ReturnType<typeof hospital>>, { registrations: Parameters<typeof nextOf>[0] }]

function found(...[{ name, functions, today }, { registrations }]: Told) {
  const { next, others } = nextOf(registrations, today)
  return { name, next, others: others ? TEXTS.others.replace('{count}', String(others)) : '', services: services(functions) }
}
