// The talk with the service desk: what is new is asked for every few seconds while the page is open.
import type { Schema } from '../../../kernel/api'
import { hospital, switches } from '../../../kernel/hospital'
import { once } from '../../../kernel/once'
import { screen, settle, tell } from '../../../kernel/page'
import { asProblem } from '../../../kernel/problem'
import { request } from '../../../kernel/request'
import { allow, prepare } from '../../../kernel/subscribe'
import { TALK } from '../../texts'
import { drawn, joined, type Line } from '../../view'

type Named = { id: string; name: string }
type Pick = WechatMiniprogram.PickerChange
type Chat = Schema['ChatView']

const EVERY = 3000 // milliseconds between looks
const KEPT = 'chat_campus' // which campus was asked last
const END = 1_000_000 // farther down than any page is long
const FIRST = 60 // lines shown at once
const ANYBODY: Named = { id: '', name: TALK.anybody }
const known = new WeakMap<object, Schema['ChatLineView'][]>()
const gone = new WeakSet<object>()
const timers = new WeakMap<object, number>()

screen({
  data: {
    texts: TALK,
    today: '',
    campuses: [] as Named[],
    campus: null as Named | null,
    patients: [ANYBODY],
    patient: ANYBODY,
    lines: [] as Line[],
    earlier: false,
    whole: false,
    stands: 'closed' as Schema['ChatState'],
    openNow: false,
    hours: '',
    draft: '',
    unsent: false,
    away: false,
    busy: false,
  },
  async load() {
    await settle(this, async () => {
      const [told, { patients }] = await Promise.all([hospital(), request('get', '/patients')])
      if (!switches(told).chat) return { empty: true }
      const campuses = told.campuses.map(named)
      const before: unknown = wx.getStorageSync(KEPT)
      const campus = campuses.find((one) => one.id === before) ?? campuses[0] ?? null
      if (!campus) return { empty: true }
      this.setData({ today: told.today, campuses, campus, patients: [ANYBODY, ...patients.map(named)] })
      void prepare('chat')
      const said = await this.asked(0)
      return this.found(said)
    })
    if (this.data.state !== 'ready') return
    void wx.pageScrollTo({ scrollTop: END, duration: 0 })
    this.watch()
  },
  onShow() {
    if (this.data.state === 'ready') {
      void this.look()
      this.watch()
    }
  },
  onHide() {
    clearInterval(timers.get(this) ?? 0)
  },
  onUnload() {
    gone.add(this)
    clearInterval(timers.get(this) ?? 0)
  },
  watch() {
    if (gone.has(this)) return
    clearInterval(timers.get(this) ?? 0)
    timers.set(this, setInterval(() => void this.look(), EVERY))
  },
  asked(after: number): Promise<Chat> {
    return request('get', '/chat', { query: { after, campus: this.data.campus?.id ?? '' } })
  },
  /** What to show, with what is new. */
  found(said: Chat) {
    const lines = joined(known.get(this) ?? [], said.lines)
    known.set(this, lines)
    const shown = this.data.whole ? lines : lines.slice(-FIRST)
    const last = lines[lines.length - 1]
    return {
      lines: drawn(shown, this.data.today),
      earlier: shown.length < lines.length,
      stands: last?.state ?? 'closed',
      openNow: said.open_now,
      hours: TALK.hours.replace('{hours}', said.hours),
      away: false,
    }
  },
  async look() {
    const lines = known.get(this) ?? []
    try {
      const said = await once(this, 'look', () => this.asked(lines[lines.length - 1]?.number ?? 0))
      this.show(said)
    } catch (fault) {
      if (asProblem(fault).unknown) this.setData({ away: true })
    }
  },
  show(said: Chat) {
    const fresh = said.lines.length > 0
    this.setData(this.found(said))
    if (fresh) void wx.pageScrollTo({ scrollTop: END, duration: 0 })
  },
  all() {
    this.setData({ whole: true })
    this.setData({ lines: drawn(known.get(this) ?? [], this.data.today), earlier: false })
  },
  pickCampus(event: Pick) {
    const campus = this.data.campuses[Number(event.detail.value)] ?? null
    this.setData({ campus })
    wx.setStorageSync(KEPT, campus?.id ?? '')
    void this.look()
  },
  pickPatient(event: Pick) {
    this.setData({ patient: this.data.patients[Number(event.detail.value)] ?? ANYBODY })
  },
  type(event: WechatMiniprogram.Input) {
    this.setData({ draft: event.detail.value })
  },
  async send() {
    const { draft, campus, patient, busy } = this.data
    const words = draft.trim()
    if (!words) return tell(TALK.needed)
    if (!campus || busy) return
    const body = { words, campus: campus.id, patient: patient.id }
    this.setData({ busy: true, unsent: false })
    try {
      const said = await once(this, `say ${JSON.stringify(body)}`, async (key) => {
        await allow('chat')
        return request('post', '/chat', { body, key })
      })
      this.setData({ draft: '', busy: false })
      this.show(said)
      await this.look() // the answer has the last lines only
    } catch (fault) {
      const problem = asProblem(fault)
      this.setData({ busy: false, unsent: true })
      tell(problem.message)
    }
  },
})

function named({ id, name }: Named): Named {
  return { id, name }
}
