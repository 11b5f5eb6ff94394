// A new patient: without a card yet, or with one that is bound by a code to the phone reserved at the hospital.
import type { Schema } from '../../../kernel/api'
import { consented } from '../../../kernel/consent'
import { once } from '../../../kernel/once'
import { leave } from '../../leaving'
import { screen, settle, tell } from '../../../kernel/page'
import { asProblem } from '../../../kernel/problem'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { ADD, KINDS, RELATIONS, SEXES } from '../../texts'
import { now } from '../../../kernel/clock'
import { dayOf } from '../../../kernel/zone'

type Form = Schema['FormInput']
type Claim = Schema['ClaimInput']
type Mode = 'new' | 'bind'
type Field = 'name' | 'number' | 'phone' | 'card'

const WHERE: Record<string, string> = {
  identity_number_wrong: 'number',
  identity_kind_wrong: 'number',
  paper_for_children_only: 'number',
  two_names: 'name',
  name_wrong: 'name',
  birth_date_wrong: 'born',
  birth_and_sex_needed: 'born',
  phone_wrong: 'phone',
  card_number_needed: 'card',
  guardian_needed: 'guardian',
  self_already: 'relation',
}

screen({
  data: {
    texts: ADD,
    relations: RELATIONS,
    sexes: SEXES,
    kinds: KINDS.map((one) => one.words),
    mode: 'new' as Mode,
    hint: '',
    agreed: false,
    off: false,
    relation: 'self' as Form['relation'],
    name: '',
    kind: 0,
    kindHint: KINDS[0].hint as string,
    tells: true as boolean, // the number tells birth date and sex
    number: '',
    phone: '',
    card: '',
    severalCards: false,
    born: '',
    today: '',
    sex: '' as '' | 'male' | 'female',
    guarding: false,
    guardian: false,
    errors: {} as Record<string, string>,
    busy: false,
  },
  onLoad(query: Record<string, string | undefined>) {
    this.mode(query['mode'] === 'bind' ? 'bind' : 'new')
    this.setData({ today: dayOf(now()) })
  },
  async load() {
    await settle(this, async () => {
      const [hospital, { consents }, { patients }] = await Promise.all([request('get', '/hospital'), request('get', '/me/consents'), request('get', '/patients')])
      const off = !hospital.functions.includes('cards')
      const self = patients.some((one) => one.relation === 'self')
      if (self && this.data.relation === 'self' && !this.data.name) this.setData({ relation: 'child', guarding: true })
      return { agreed: consents.some((one) => one.purpose === 'identity' && one.given), off, empty: off }
    })
  },
  async consent() {
    if (await consented('identity')) this.setData({ agreed: true })
  },
  mode(mode: Mode) {
    this.setData({ mode, hint: ADD.modes.find((one) => one.id === mode)?.hint ?? '', errors: {} })
  },
  pickMode(event: Tap<{ id: Mode }>) {
    this.mode(event.currentTarget.dataset.id)
  },
  pickRelation(event: Tap<{ id: Form['relation'] }>) {
    const relation = event.currentTarget.dataset.id
    this.setData({ relation, guarding: relation === 'child' || relation === 'ward', errors: {} })
  },
  pickKind(event: WechatMiniprogram.PickerChange) {
    const kind = Number(event.detail.value)
    this.setData({ kind, kindHint: KINDS[kind]?.hint ?? '', tells: KINDS[kind]?.tells ?? true, errors: {} })
  },
  pickBorn(event: WechatMiniprogram.PickerChange) {
    this.setData({ born: String(event.detail.value), 'errors.born': '' } as object)
  },
  pickSex(event: Tap<{ id: 'male' | 'female' }>) {
    this.setData({ sex: event.currentTarget.dataset.id, 'errors.sex': '' } as object)
  },
  toggleGuardian() {
    this.setData({ guardian: !this.data.guardian, 'errors.guardian': '' } as object)
  },
  type(event: WechatMiniprogram.Input) {
    const { field } = event.currentTarget.dataset as { field: Field }
    this.setData({ [field]: event.detail.value, [`errors.${field}`]: '' } as object)
  },
  missing(): Record<string, string> {
    const { mode, name, number, phone, tells, born, sex } = this.data
    const wanted: [string, boolean][] = [
      ['name', !name.trim()],
      ['number', !number.trim()],
      ['phone', mode === 'new' && !phone.trim()],
      ['born', mode === 'new' && !tells && !born],
      ['sex', mode === 'new' && !tells && !sex],
    ]
    return Object.fromEntries(wanted.filter(([, lacks]) => lacks).map(([field]) => [field, ADD.missing[field] ?? '']))
  },
  async submit() {
    if (this.data.busy) return
    const errors = this.missing()
    this.setData({ errors })
    const first = Object.values(errors)[0]
    if (first) return tell(first)
    this.setData({ busy: true })
    try {
      await (this.data.mode === 'new' ? this.request() : this.bind())
    } catch (fault) {
      await this.refused(fault)
    } finally {
      this.setData({ busy: false })
    }
  },
  async request() {
    const { name, phone, tells, born, sex } = this.data
    const told = tells || !sex ? {} : { born, sex }
    const body: Form = { ...this.common(), name, phone, ...told }
    await once(this, `add ${JSON.stringify(body)}`, (key) => request('post', '/patients', { body, key }))
    tell(ADD.added)
    await leave()
  },
  async bind() {
    const { card } = this.data
    const body: Claim = { ...this.common(), ...(card.trim() ? { card: card.trim() } : {}) }
    const begun = await once(this, `bind ${JSON.stringify(body)}`, (key) => request('post', '/bindings', { body, key }))
    await wx.redirectTo({ url: `/cards/pages/code/index?binding=${begun.binding}&phone=${encodeURIComponent(begun.phone)}&ends=${begun.ends}` })
  },
  common() {
    const { name, kind, number, relation, guarding, guardian } = this.data
    return { name: name.trim(), kind: KINDS[kind]?.id ?? 'resident-id', number: number.trim(), relation, guardian: guarding && guardian }
  },
  /** Beside the field it is about; with the way on where there is one. */
  async refused(fault: unknown) {
    const { code, message } = asProblem(fault)
    const field = WHERE[code]
    if (field) this.setData({ errors: { [field]: message }, severalCards: this.data.severalCards || field === 'card' })
    const ways: Record<string, [string, () => void]> = {
      card_exists: [ADD.toBind, () => this.mode('bind')],
      card_not_matched: [ADD.toNew, () => this.mode('new')],
      no_reserved_phone: [ADD.toHelp, () => this.help()],
      phone_unreachable: [ADD.toHelp, () => this.help()],
      code_not_sent: [ADD.toHelp, () => this.help()],
    }
    const way = ways[code]
    const { confirm } = await wx.showModal({ content: message, confirmText: way?.[0] ?? ADD.stay, showCancel: Boolean(way), cancelText: ADD.stay })
    if (confirm) way?.[1]()
  },
  help() {
    void wx.navigateTo({ url: '/cards/pages/help/index' })
  },
})
