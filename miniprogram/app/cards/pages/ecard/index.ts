// The electronic card, shown at windows and machines. A code that ends is replaced before it does.
import type { Answer } from '../../../kernel/api'
import { left, now, span } from '../../../kernel/clock'
import { screen, settle } from '../../../kernel/page'
import { asProblem } from '../../../kernel/problem'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { ECARD, SAY } from '../../texts'
import { type PersonCard, person } from '../../view'

const EARLY = 15 // seconds before the code ends
const SECOND = 1000
let ticking = 0

screen({
  data: {
    texts: ECARD,
    people: [] as PersonCard[],
    patient: '',
    card: '',
    shown: null as PersonCard | null,
    number: '',
    code: null as Answer<'get', '/patients/{patient}/cards/{card}/code'> | null,
    ends: '',
    why: '', // there is no code
    toBind: false,
    asked: 0,
    hidden: false,
  },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ patient: query['patient'] ?? '', card: query['card'] ?? '' })
  },
  onShow() {
    this.setData({ hidden: false })
    clearInterval(ticking)
    ticking = setInterval(() => this.tick(), SECOND)
    if (this.data.shown) void this.load()
  },
  onHide() {
    this.setData({ hidden: true })
    clearInterval(ticking)
  },
  onUnload() {
    clearInterval(ticking)
  },
  async load() {
    await settle(this, async () => {
      const { patients, default_patient, default_card } = await request('get', '/patients')
      const people = patients.filter((one) => one.state === 'active').map((one) => person(one, default_card))
      const shown = people.find((one) => one.id === (this.data.patient || default_patient)) ?? people[0]
      if (shown) await this.pick(shown, this.data.card || (default_card ?? ''))
      return { people, empty: !people.length }
    })
  },
  async pick(shown: PersonCard, wanted: string) {
    const card = shown.cards.find((one) => one.id === wanted) ?? shown.cards.find((one) => one.first) ?? shown.cards.find((one) => one.usable) ?? shown.cards[0]
    this.setData({ shown, patient: shown.id, card: card?.id ?? '', number: card ? SAY.card(card.number) : '', code: null, why: card ? '' : ECARD.empty })
    if (card) await this.fetch()
  },
  async fetch() {
    this.setData({ asked: now() })
    const { patient, card } = this.data
    try {
      const code = await request('get', '/patients/{patient}/cards/{card}/code', { path: { patient, card } })
      if (this.data.card === card) this.setData({ code, why: '', toBind: false })
    } catch (fault) {
      const problem = asProblem(fault)
      if (this.data.card !== card || (problem.unknown && this.data.code)) return
      this.setData({ code: null, why: problem.code === 'card_not_ready' ? ECARD.requested : problem.message, toBind: problem.code === 'card_to_be_bound' })
    }
  },
  tick() {
    const { code, asked } = this.data
    if (!code?.ends) return
    const seconds = left(code.ends)
    this.setData({ ends: SAY.ends(span(Math.max(0, seconds - EARLY))) })
    if (seconds <= EARLY && now() - asked > 5 * SECOND) void this.fetch()
    if (seconds === 0) this.setData({ code: null })
  },
  async choose(event: Tap<{ id: string }>) {
    const shown = this.data.people.find((one) => one.id === event.currentTarget.dataset.id)
    if (shown) await this.pick(shown, '')
  },
  async chooseCard(event: Tap<{ id: string }>) {
    if (this.data.shown) await this.pick(this.data.shown, event.currentTarget.dataset.id)
  },
  async refresh() {
    this.setData({ code: null, why: '' })
    await this.fetch()
  },
  bind() {
    void wx.navigateTo({ url: '/cards/pages/add/index?mode=bind' })
  },
  add() {
    void wx.navigateTo({ url: '/cards/pages/add/index' })
  },
  details() {
    void wx.navigateTo({ url: `/cards/pages/patient/index?id=${this.data.patient}` })
  },
})
