// Another half hour to fetch the copies at: days across, half hours below.
import { once } from '../../../kernel/once'
import { attempt, screen, settle, tell } from '../../../kernel/page'
import { allow, prepare } from '../../../kernel/subscribe'
import { shortDay, weekday } from '../../../kernel/zone'
import { application, freeTimes, proposeTime } from '../../service'
import { hoursOf } from '../../show'
import { TEXTS } from '../../texts'

interface Half {
  id: string
  words: string
  full: boolean
  busy: boolean
}
interface Day {
  id: string
  day: string
  week: string
  halves: Half[]
}

screen({
  data: { texts: TEXTS.time, id: '', place: '', name: '', address: '', days: [] as Day[], day: 0, half: '', busy: false },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query['id'] ?? '' })
    void prepare('copy_time')
  },
  async load() {
    await settle(this, async () => {
      const found = await application(this.data.id)
      const free = await freeTimes(found.id, found.time['place'] ?? '')
      const days = daysOf(free.halves)
      return { place: free.place, name: free.name, address: free.address, days, day: Math.min(this.data.day, Math.max(0, days.length - 1)), half: '', empty: !days.length }
    })
  },
  dayChosen(event: WechatMiniprogram.TouchEvent) {
    this.setData({ day: (event.currentTarget.dataset as { index: number }).index, half: '' })
  },
  halfChosen(event: WechatMiniprogram.TouchEvent) {
    const { id, full } = event.currentTarget.dataset as { id: string; full: boolean }
    if (!full) this.setData({ half: id })
  },
  async choose() {
    const { id, place, half } = this.data
    await allow('copy_time')
    this.setData({ busy: true })
    const done = await attempt(() => once(this, `time ${half}`, (key) => proposeTime(id, { place, half_hour: half }, key)))
    this.setData({ busy: false })
    if (!done) return this.load()
    tell(TEXTS.time.done)
    await wx.navigateBack()
  },
})

function daysOf(halves: { id: string; full: boolean; busy: boolean }[]): Day[] {
  const days = new Map<string, Half[]>()
  for (const { id, full, busy } of halves) {
    const day = id.slice(0, 8)
    days.set(day, [...(days.get(day) ?? []), { id, full, busy, words: hoursOf(id) }])
  }
  return [...days].map(([id, mine]) => {
    const day = `${id.slice(0, 4)}-${id.slice(4, 6)}-${id.slice(6)}`
    return { id, day: shortDay(day), week: weekday(day), halves: mine }
  })
}
