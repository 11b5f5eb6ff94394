// The last look before a place is taken: when, where, who, how it is paid. Also for moving a visit to another time.
import type { Schema } from '../../../kernel/api'
import { once } from '../../../kernel/once'
import { attempt, screen, settle, tell } from '../../../kernel/page'
import { pay } from '../../../kernel/pay'
import { Problem } from '../../../kernel/problem'
import { request } from '../../../kernel/request'
import { allow, prepare } from '../../../kernel/subscribe'
import type { Tap } from '../../../kernel/tap'
import { spokenDay } from '../../../kernel/zone'
import { explain } from '../../refused'
import { CLINICS, CONFIRM, SAY } from '../../texts'
import { type ClinicCard, card, today } from '../../view'

interface Choice {
  id: string
  name: string
  about: string
  can: boolean
}

screen({
  data: {
    texts: CONFIRM,
    clinic: '',
    segment: '',
    move: '',
    card: null as ClinicCard | null,
    department: '',
    when: '',
    hospital: false, // may be paid there
    method: 'online' as 'online' | 'hospital',
    choices: [] as Choice[],
    patient: '',
    submit: '',
    note: '',
    busy: false,
    stale: false,
  },
  onLoad(query: Record<string, string | undefined>) {
    const { clinic = '', segment = '', move = '' } = query
    this.setData({ clinic, segment, move })
    if (move) void wx.setNavigationBarTitle({ title: CLINICS.moveTitle })
  },
  onShow() {
    if (this.data.stale) void this.load()
  },
  async load() {
    this.setData({ stale: false })
    void prepare(this.data.move ? 'change' : 'book')
    await settle(this, async () => {
      const { clinic, segment, move } = this.data
      const [found, people] = await Promise.all([
        request('get', '/clinics/{clinic}', { path: { clinic } }),
        move ? Promise.resolve({ patients: [], default_patient: null }) : request('get', '/patients'),
      ])
      const there = found.segments.find((one) => one.id === segment)
      if (!there) throw new Problem(404, 'not_found', CONFIRM.gone)
      this.setData({ card: card(found), hospital: found.pay_at_hospital && found.fee > 0 })
      this.people(people.patients, people.default_patient)
      this.name()
      return { department: found.department_name, when: `${spokenDay(found.date, today())} ${there.start}–${there.end}` }
    })
  },
  people(patients: Schema['PatientView'][], first: string | null) {
    const choices = patients.map(choice)
    const can = choices.filter((one) => one.can)
    const kept = can.find((one) => one.id === this.data.patient) ?? can.find((one) => one.id === first) ?? can[0]
    this.setData({ choices, patient: kept?.id ?? '' })
  },
  name() {
    const { card: shown, method, move } = this.data
    const online = Boolean(shown?.fen) && method === 'online'
    if (move) return this.setData({ submit: CLINICS.moveSure, note: CLINICS.movingHint })
    this.setData({ submit: online ? SAY.submitPay(shown?.fee ?? '') : CONFIRM.submit, note: online ? CONFIRM.note : CONFIRM.noteFree })
  },
  pickPatient(event: Tap<{ id: string; can: boolean }>) {
    const { id, can } = event.currentTarget.dataset
    if (can) this.setData({ patient: id })
  },
  pickMethod(event: Tap<{ id: 'online' | 'hospital' }>) {
    this.setData({ method: event.currentTarget.dataset.id })
    this.name()
  },
  add() {
    this.setData({ stale: true })
    void wx.navigateTo({ url: '/cards/pages/add/index' })
  },
  async submit() {
    if (this.data.busy) return
    if (!this.data.move && !this.data.patient) return tell(CONFIRM.chooseAnother)
    this.setData({ busy: true })
    try {
      await (this.data.move ? this.reschedule() : this.book())
    } catch (fault) {
      await explain(fault)
    } finally {
      this.setData({ busy: false })
    }
  },
  async book() {
    await allow('book')
    const { clinic, segment, patient, method } = this.data
    const made = await once(this, `book ${clinic} ${segment} ${patient} ${method}`, (key) =>
      request('post', '/clinics/{clinic}/segments/{segment}/registrations', { path: { clinic, segment }, body: { patient, pay: method }, key }),
    )
    const { order } = made
    if (made.state === 'held' && order) await attempt(() => pay(order))
    await wx.redirectTo({ url: `/registration/pages/detail/index?id=${made.id}` })
  },
  async reschedule() {
    await allow('change')
    const { clinic, segment, move } = this.data
    const moved = await once(this, `move ${move} ${clinic} ${segment}`, (key) =>
      request('post', '/registrations/{registration}/reschedule', { path: { registration: move }, body: { clinic, segment }, key }),
    )
    tell(CLINICS.moved)
    await wx.redirectTo({ url: `/registration/pages/detail/index?id=${moved.id}` })
  },
})

function choice(one: Schema['PatientView']): Choice {
  const living = one.state === 'active'
  const can = living && one.levels.includes('book')
  const waiting = one.cards.length > 0 && one.cards.every((each) => each.state === 'requested')
  const number = one.cards.find((each) => each.number)?.number ?? ''
  return { id: one.id, name: one.name, can, about: !living ? CONFIRM.dead : !can ? CONFIRM.cannot : waiting ? CONFIRM.noCard : number }
}
