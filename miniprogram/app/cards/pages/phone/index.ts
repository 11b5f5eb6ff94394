// Another phone reserved at the hospital, asked for from afar: who, the new number proven, three photographs, then the wait.
import type { Schema } from '../../../kernel/api'
import { once } from '../../../kernel/once'
import { attempt, confirm, screen, settle, tell } from '../../../kernel/page'
import { photo, post, typeOf } from '../../../kernel/photo'
import { asProblem } from '../../../kernel/problem'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { KINDS, PHONE } from '../../texts'

type Change = Schema['ChangeView']
type Side = Schema['PhotographView']['side']
type Field = 'name' | 'number' | 'card' | 'phone'

const OVER = new Set<Change['state']>(['done', 'refused', 'at_window', 'withdrawn', 'lapsed'])
const WAITING = new Set(['wanted', 'uploaded'])
const PAUSES = [500, 800, 1000, 1500, 2000, 3000, 4000, 5000, 5000]
const WHERE: Record<string, Field> = { phone_not_usable: 'phone', phone_unchanged: 'phone', identity_number_wrong: 'number', identity_kind_wrong: 'number', two_names: 'name', card_number_needed: 'card' }

screen({
  data: {
    texts: PHONE,
    kinds: KINDS.map((one) => one.words),
    kind: 0,
    name: '',
    number: '',
    card: '',
    phone: '',
    severalCards: false,
    code: '',
    change: null as Change | null,
    asking: false, // the form is shown
    over: false,
    sending: '' as '' | Side,
    errors: {} as Record<string, string>,
    busy: false,
  },
  async load() {
    await settle(this, async () => {
      const { changes } = await request('get', '/phone-changes')
      const known = this.data.change
      const found = changes[0] ?? (known?.state === 'awaiting_code' ? known : null)
      return { ...shown(found), asking: found === null }
    })
  },
  type(event: WechatMiniprogram.Input<object, { field: Field }>) {
    const { field } = event.currentTarget.dataset
    this.setData({ [field]: event.detail.value, [`errors.${field}`]: '' })
  },
  typeCode(event: WechatMiniprogram.Input) {
    this.setData({ code: event.detail.value.replace(/\D/g, '').slice(0, 6), 'errors.code': '' })
  },
  pickKind(event: WechatMiniprogram.PickerChange) {
    this.setData({ kind: Number(event.detail.value) })
  },
  async ask() {
    const { name, number, phone, card, kind, busy } = this.data
    const missing = (['name', 'number', 'phone'] as const).filter((field) => !this.data[field].trim())
    this.setData({ errors: Object.fromEntries(missing.map((field) => [field, PHONE.missing[field] ?? ''])) })
    if (missing.length || busy) return
    const body = { name: name.trim(), kind: KINDS[kind]?.id ?? 'resident-id', number: number.trim(), phone: phone.trim(), card: card.trim() || null }
    this.setData({ busy: true })
    try {
      const change = await once(this, `ask ${JSON.stringify(body)}`, (key) => request('post', '/phone-changes', { body, key }))
      this.setData({ ...shown(change), asking: false, code: '' })
      tell(PHONE.sent)
    } catch (fault) {
      const problem = asProblem(fault)
      const field = WHERE[problem.code] ?? 'form'
      this.setData({ errors: { [field]: problem.message }, severalCards: this.data.severalCards || field === 'card' })
    } finally {
      this.setData({ busy: false })
    }
  },
  async prove() {
    const { change, code, busy } = this.data
    if (!change || busy || code.length < 6) return
    this.setData({ busy: true })
    try {
      const path = { change: change.change }
      this.setData(shown(await once(this, `prove ${code}`, (key) => request('post', '/phone-changes/{change}/confirmation', { path, body: { code }, key }))))
    } catch (fault) {
      this.setData({ 'errors.code': asProblem(fault).message })
    } finally {
      this.setData({ busy: false })
    }
  },
  async resend() {
    const { change } = this.data
    if (!change) return
    const sent = await attempt(() => request('post', '/phone-changes/{change}/code', { path: { change: change.change } }))
    if (sent) tell(PHONE.sent)
  },
  async shoot(event: Tap<{ side: Side }>) {
    const { side } = event.currentTarget.dataset
    const { change, sending } = this.data
    if (!change || sending) return
    await attempt(async () => {
      const taken = await photo()
      if (!taken) return
      this.setData({ sending: side })
      const path = { change: change.change }
      await post(await request('post', '/phone-changes/{change}/papers', { path, body: { side, content_type: typeOf(taken) } }), taken, () => undefined)
      this.setData(shown(await settled(change.change, side)))
    })
    this.setData({ sending: '' })
  },
  async withdraw() {
    const { change } = this.data
    if (!change || !(await confirm(PHONE.withdraw, PHONE.withdrawWords, PHONE.withdrawSure))) return
    const done = await attempt(async () => {
      await request('delete', '/phone-changes/{change}', { path: { change: change.change } })
      return true
    })
    if (done) tell(PHONE.withdrawn)
    await this.load()
  },
  anew() {
    this.setData({ ...shown(null), asking: true })
  },
  bind() {
    void wx.redirectTo({ url: '/cards/pages/add/index?mode=bind' })
  },
})

function shown(change: Change | null): { change: Change | null; over: boolean } {
  return { change, over: change !== null && OVER.has(change.state) }
}

/** Look until that photograph is sealed or not taken, and with the last of them until the change is handed in. */
async function settled(id: string, side: Side): Promise<Change> {
  const look = (): Promise<Change> => request('get', '/phone-changes/{change}', { path: { change: id } })
  let found = await look()
  for (const pause of PAUSES) {
    const mine = found.photographs.find((one) => one.side === side)
    const complete = found.photographs.every((one) => one.state === 'sealed')
    if (mine && !WAITING.has(mine.state) && !(complete && found.state === 'awaiting_papers')) return found
    await new Promise((resolve) => setTimeout(resolve, pause))
    found = await look()
  }
  return found
}
