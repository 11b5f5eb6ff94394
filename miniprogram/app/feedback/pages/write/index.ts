// Praise, a complaint or a suggestion, under my name or nobody's. The code of an anonymous one is shown once.
import type { Schema } from '../../../kernel/api'
import { hospital, switches } from '../../../kernel/hospital'
import { once } from '../../../kernel/once'
import { attempt, confirm, screen, settle, tell } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import { allow, prepare } from '../../../kernel/subscribe'
import type { Tap } from '../../../kernel/tap'
import { shortDay } from '../../../kernel/zone'
import { LIST, WRITE } from '../../texts'

type Kind = Schema['MyWordsInput']['kind']
type Named = { id: string; name: string }
type Pick = WechatMiniprogram.PickerChange
type Field = 'said' | 'phone'

const PHONE = /^(\+?[0-9][0-9 -]{4,18})?$/
const ANY: Named = { id: '', name: WRITE.any }
const every = new WeakMap<object, Schema['DepartmentView'][]>()

screen({
  data: {
    texts: WRITE,
    kinds: LIST.kinds,
    off: LIST.off,
    kind: 'suggestion' as Kind,
    campuses: [] as Named[],
    departments: [ANY],
    doctors: [ANY],
    patients: [ANY],
    campus: null as Named | null,
    department: ANY,
    doctor: ANY,
    patient: ANY,
    said: '',
    phone: '',
    anonymous: false,
    busy: false,
    code: '',
    number: '',
    due: '',
  },
  onLoad(query: Record<string, string | undefined>) {
    const kind = LIST.kinds.find((one) => one.id === query['kind'])?.id ?? 'suggestion'
    this.setData({ kind })
  },
  async load() {
    await settle(this, async () => {
      const [told, { departments }, { patients }] = await Promise.all([hospital(), request('get', '/departments'), request('get', '/patients')])
      every.set(this, departments)
      void prepare('rate')
      const campuses = told.campuses.map(named)
      const only = campuses.length === 1 ? (campuses[0] ?? null) : null
      return { campuses, patients: [ANY, ...patients.map(named)], empty: !switches(told).feedback, ...this.at(only) }
    })
  },
  /** What there is to choose from once the campus is chosen. */
  at(campus: Named | null) {
    const there = (every.get(this) ?? []).filter((one) => one.campus === campus?.id).map(named)
    return { campus, departments: [ANY, ...there], department: ANY, doctors: [ANY], doctor: ANY }
  },
  become(event: Tap<{ kind: Kind }>) {
    this.setData({ kind: event.currentTarget.dataset.kind })
  },
  pickCampus(event: Pick) {
    this.setData(this.at(this.data.campuses[Number(event.detail.value)] ?? null))
  },
  async pickDepartment(event: Pick) {
    const department = this.data.departments[Number(event.detail.value)] ?? ANY
    this.setData({ department, doctors: [ANY], doctor: ANY })
    if (!department.id) return
    const page = await attempt(() => request('get', '/departments/{department}', { path: { department: department.id } }))
    if (page && this.data.department.id === department.id) this.setData({ doctors: [ANY, ...page.doctors.map(named)] })
  },
  pickDoctor(event: Pick) {
    this.setData({ doctor: this.data.doctors[Number(event.detail.value)] ?? ANY })
  },
  pickPatient(event: Pick) {
    this.setData({ patient: this.data.patients[Number(event.detail.value)] ?? ANY })
  },
  type(event: WechatMiniprogram.Input) {
    const { field } = event.currentTarget.dataset as { field: Field }
    this.setData({ [field]: event.detail.value })
  },
  hide(event: WechatMiniprogram.SwitchChange) {
    this.setData({ anonymous: event.detail.value })
  },
  async send() {
    const { kind, said, phone, campus, department, doctor, patient, anonymous } = this.data
    if (!said.trim()) return tell(WRITE.needed)
    if (!campus) return tell(WRITE.campusNeeded)
    if (!anonymous && !PHONE.test(phone.trim())) return tell(WRITE.phoneWrong)
    const who = anonymous ? { patient: '', phone: '' } : { patient: patient.id, phone: phone.trim() }
    const body = { kind, words: said.trim(), campus: campus.id, department: department.id, doctor: doctor.id, anonymous, ...who }
    this.setData({ busy: true })
    const made = await attempt(() =>
      once(this, `say ${JSON.stringify(body)}`, async (key) => {
        if (!anonymous) await allow('rate') // of an anonymous case nobody can be told
        return request('post', '/feedback', { body, key })
      }),
    )
    this.setData({ busy: false })
    if (!made) return
    if (!made.code) return wx.redirectTo({ url: `/feedback/pages/case/index?id=${made.id}` })
    this.setData({ code: made.code, number: made.number, due: shortDay(made.due), said: '' })
    void wx.pageScrollTo({ scrollTop: 0 })
  },
  async copy() {
    await wx.setClipboardData({ data: this.data.code })
    tell(WRITE.copied)
  },
  async leave() {
    if (await confirm(WRITE.leave, WRITE.once, WRITE.sure)) await wx.navigateBack()
  },
})

function named({ id, name }: Named): Named {
  return { id, name }
}
