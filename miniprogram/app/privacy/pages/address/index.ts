// One address, in full, new or to be changed. Whoever opened the page hears `kept`.
import { newKey, once } from '../../../kernel/once'
import { attempt, screen, settle, tell } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import { TEXTS } from '../../texts'

const BLANK = { name: '', phone: '', region: '', street: '' }
type Field = keyof typeof BLANK

screen({
  data: { texts: TEXTS.address, id: '', fresh: true, form: BLANK, parts: [] as string[], busy: false },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query['id'] ?? newKey(), fresh: !query['id'] })
  },
  async load() {
    await settle(this, async () => {
      if (this.data.fresh) return {}
      const form = await request('get', '/me/addresses/{address}', { path: { address: this.data.id } })
      return { form, parts: form.region.split(' ') }
    })
  },
  typed(event: WechatMiniprogram.Input) {
    const { field } = event.currentTarget.dataset as { field: Field }
    this.setData({ [`form.${field}`]: event.detail.value.trim() })
  },
  regionChosen(event: WechatMiniprogram.PickerChange) {
    const parts = event.detail.value as string[]
    this.setData({ parts, 'form.region': parts.join(' ') })
  },
  lacks(): string[] {
    const { name, phone, region, street } = this.data.form
    const words = TEXTS.address
    const needs: [string, boolean][] = [
      [words.name, Boolean(name)],
      [words.phone, /^1[3-9]\d{9}$/.test(phone)],
      [words.region, Boolean(region)],
      [words.street, street.length >= 3],
    ]
    return needs.filter(([, there]) => !there).map(([what]) => what)
  },
  async save() {
    const lack = this.lacks()
    if (lack.length) return tell(TEXTS.address.fill + lack.join('、'))
    this.setData({ busy: true })
    const body = this.data.form
    const kept = await attempt(() => once(this, 'save', () => request('put', '/me/addresses/{address}', { path: { address: this.data.id }, body })))
    this.setData({ busy: false })
    if (!kept) return
    tell(TEXTS.address.saved)
    this.getOpenerEventChannel().emit?.('kept')
    await wx.navigateBack()
  },
})
