// What I want to hear, of whom, and how many more messages I have allowed WeChat to bring.
import type { Schema } from '../../../kernel/api'
import { newKey, once } from '../../../kernel/once'
import { attempt, screen, settle, tell } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import { TEXTS } from '../../texts'

type Template = Schema['TemplateView']
type Group = { id: keyof typeof TEXTS.groups; words: string; left: number; open: boolean; templates: Template[] }
type Choice = 'reminders' | 'education' | 'sms'
type Results = Schema['Results']['results']

screen({
  data: {
    texts: TEXTS,
    choices: null as Schema['ChoicesInput'] | null,
    rows: [
      { id: 'reminders', words: TEXTS.reminders, hint: TEXTS.remindersHint },
      { id: 'education', words: TEXTS.education, hint: TEXTS.educationHint },
      { id: 'sms', words: TEXTS.sms, hint: TEXTS.smsHint },
    ],
    groups: [] as Group[],
    asked: '',
    patients: [] as { id: string; name: string; on: boolean }[],
  },
  async load() {
    await settle(this, async () => {
      const [me, told, { patients }] = await Promise.all([request('get', '/me'), request('get', '/me/templates'), request('get', '/patients')])
      const people = patients.map((one) => ({ id: one.id, name: one.name, on: one.wants_messages }))
      return { choices: me.choices, groups: grouped(told.templates, this.data.groups), asked: told.asked, patients: people }
    })
  },
  async choose(event: WechatMiniprogram.SwitchChange) {
    const { id } = event.currentTarget.dataset as { id: Choice }
    const before = this.data.choices
    if (!before) return
    const body = { ...before, [id]: event.detail.value }
    this.setData({ choices: body })
    const kept = await attempt(() => once(this, `choose ${id} ${event.detail.value}`, () => request('put', '/me', { body })))
    if (!kept) this.setData({ choices: before })
  },
  async hear(event: WechatMiniprogram.SwitchChange) {
    const { index } = event.currentTarget.dataset as { index: number }
    const patient = this.data.patients[index]
    if (!patient) return
    const wanted = event.detail.value
    this.setData({ [`patients[${index}].on`]: wanted })
    const kept = await attempt(() => once(this, `hear ${patient.id} ${wanted}`, () => request('put', '/patients/{patient}/messages', { path: { patient: patient.id }, body: { wanted } })))
    if (!kept) this.setData({ [`patients[${index}].on`]: patient.on })
  },
  /** One more message of that template: WeChat asks, within this tap. */
  async more(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const { asked } = this.data
    const said = await attempt(() => once(this, `more ${id}`, () => question(id)))
    if (!said) return
    await attempt(() => request('post', '/me/subscriptions', { body: { asked, results: said }, key: newKey() }))
    tell(String(said[id]).startsWith('accept') ? TEXTS.allowed : TEXTS.refused)
    await this.load()
  },
  unfold(event: WechatMiniprogram.TouchEvent) {
    const { index } = event.currentTarget.dataset as { index: number }
    this.setData({ [`groups[${index}].open`]: !this.data.groups[index]?.open })
  },
  turnOn() {
    wx.openSetting({ withSubscriptions: true, complete: () => void this.load() })
  },
})

/** What WeChat's question was answered with; undefined when it was not to be shown. */
async function question(id: string): Promise<Results | undefined> {
  try {
    const said = await wx.requestSubscribeMessage({ tmplIds: [id] })
    return { [id]: said[id] as Results[string] }
  } catch {
    return undefined
  }
}

const VISITS = new Set<Template['kind']>(['booked', 'reminder', 'stopped', 'replaced', 'cancelled', 'refunded', 'pay_due', 'refused'])

/** By what they are about, in that order; what was open stays open. */
function grouped(templates: Template[], before: Group[]): Group[] {
  const groups = (['visit', 'copy', 'other'] as const).map((id) => {
    const mine = templates.filter((one) => (VISITS.has(one.kind) ? 'visit' : one.kind.startsWith('copy_') ? 'copy' : 'other') === id)
    const left = mine.reduce((sum, one) => sum + one.left, 0)
    return { id, words: TEXTS.groups[id], left, open: before.some((one) => one.id === id && one.open), templates: mine }
  })
  return groups.filter((one) => one.templates.length)
}
