// One person by name and identity paper; of an applicant also the phone, of a body its name. Fires `change` with all of it.
import { ID_KINDS, TEXTS } from '../../texts'

export interface Typed {
  name: string
  kind: string
  number: string
  phone: string
  relation: string
  body: string
  body_phone: string
}

export const NOBODY: Typed = { name: '', kind: 'resident-id', number: '', phone: '', relation: '', body: '', body_phone: '' }

const PHONE = /^1[3-9]\d{9}$/

/** What of a person is still to be filled in, by its words. */
export function lacks(one: Typed, asked: 'person' | 'applicant' | 'body'): string[] {
  const words = TEXTS.apply
  const needs: [string, boolean][] = [
    [words.name, one.name.trim().length > 0],
    [words.idNumber, one.number.trim().length >= 5],
    [words.phone, asked === 'person' || PHONE.test(one.phone)],
    [words.body, asked !== 'body' || one.body.trim().length > 0],
    [words.bodyPhone, asked !== 'body' || one.body_phone.trim().length >= 5],
  ]
  return needs.filter(([, there]) => !there).map(([name]) => name)
}

Component({
  properties: {
    value: { type: Object, value: NOBODY },
    asked: { type: String, value: 'person' }, // person, applicant, body
    who: { type: String, value: '' }, // read aloud before each field
  },
  data: { texts: TEXTS.apply, kinds: ID_KINDS, kind: 0 },
  observers: {
    value(now: Typed) {
      this.setData({ kind: Math.max(0, ID_KINDS.findIndex((one) => one.code === now.kind)) })
    },
  },
  methods: {
    typed(event: WechatMiniprogram.Input) {
      const field = (event.currentTarget.dataset as { field: string }).field
      this.triggerEvent('change', { ...(this.data.value as Typed), [field]: event.detail.value.trim() })
    },
    kindChosen(event: WechatMiniprogram.PickerChange) {
      const kind = ID_KINDS[Number(event.detail.value)]?.code ?? 'resident-id'
      this.triggerEvent('change', { ...(this.data.value as Typed), kind })
    },
  },
})
