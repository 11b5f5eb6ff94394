// A department's clinics of a day, each with its times: whatever runs is shown, what is full says what to do instead.
import { screen, settle } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { later } from '../../../kernel/zone'
import { CLINICS, SAY } from '../../texts'
import { type ClinicCard, type DayChip, type Section, card, days, passes, sections, today } from '../../view'

screen({
  data: {
    texts: CLINICS,
    department: '',
    name: '',
    doctor: '',
    only: '',
    move: '', // the registration that is to be moved
    first: '',
    last: '',
    day: '',
    days: [] as DayChip[],
    filter: 'all',
    cards: [] as ClinicCard[],
    sections: [] as Section[],
    stale: false,
  },
  onLoad(query: Record<string, string | undefined>) {
    const text = (name: string): string => decodeURIComponent(query[name] ?? '')
    const { department = '', doctor = '', move = '', day = '' } = query
    const only = doctor ? SAY.onlyDoctor(text('doctorName')) : ''
    this.setData({ department, doctor, move, day, name: text('name'), only })
  },
  onShow() {
    if (this.data.stale) void this.load()
  },
  async load() {
    this.setData({ stale: false })
    await settle(this, async () => {
      const chosen = this.data.day
      const first = today()
      const found = await this.read(chosen || first)
      const ahead = !chosen && !found.cards.some((one) => one.standing === 'open') && found.last > first
      const shown = ahead ? await this.read(later(first, 1)) : found
      return { ...shown, first, days: days(first, shown.last), sections: this.sorted(shown.cards, this.data.filter) }
    })
  },
  /** That day, or the one that was tapped while it was read. */
  async read(day: string): Promise<{ day: string; last: string; cards: ClinicCard[] }> {
    const answer = await request('get', '/departments/{department}/clinics', { path: { department: this.data.department }, query: { day } })
    const wanted = this.data.day
    if (wanted && wanted !== day) return this.read(wanted)
    const { doctor } = this.data
    return { day, last: answer.last_day, cards: answer.clinics.filter((one) => !doctor || one.doctor === doctor).map(card) }
  },
  sorted(cards: ClinicCard[], filter: string): Section[] {
    return sections(cards.filter((one) => passes(one, filter)))
  },
  async pickDay(event: Tap<{ day: string }>) {
    await this.goTo(event.currentTarget.dataset.day)
  },
  async nextDay() {
    const day = later(this.data.day, 1)
    if (day <= this.data.last) await this.goTo(day)
  },
  async goTo(day: string) {
    this.setData({ day, state: 'loading' })
    await this.load()
  },
  pickFilter(event: Tap<{ id: string }>) {
    const filter = event.currentTarget.dataset.id
    this.setData({ filter, sections: this.sorted(this.data.cards, filter) })
  },
  showAll() {
    this.setData({ filter: 'all', sections: this.sorted(this.data.cards, 'all') })
  },
  async everybody() {
    this.setData({ doctor: '', only: '', state: 'loading' })
    await this.load()
  },
  pick(event: Tap<{ clinic: string; segment: string; open: boolean }>) {
    const { clinic, segment, open } = event.currentTarget.dataset
    if (!open) return
    this.setData({ stale: true })
    void wx.navigateTo({ url: `/registration/pages/confirm/index?clinic=${clinic}&segment=${segment}&move=${this.data.move}` })
  },
  about() {
    void wx.navigateTo({ url: `/directory/pages/department/index?id=${this.data.department}` })
  },
})
