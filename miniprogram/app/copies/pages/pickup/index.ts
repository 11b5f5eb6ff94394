// Fetching the copies: my own code, or a named collector with another.
import { once } from '../../../kernel/once'
import { attempt, confirm, screen, settle, tell } from '../../../kernel/page'
import { application, dropCollector, nameCollector, pickUpCode } from '../../service'
import { TEXTS } from '../../texts'
import { lacks, NOBODY, type Typed } from '../../components/person-form/index'

screen({
  data: { texts: TEXTS.pickUp, id: '', ready: false, code: '', digits: '', collector: '', typing: false, typed: NOBODY as Typed, theirs: '', busy: '' },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query['id'] ?? '' })
  },
  async load() {
    await settle(this, async () => {
      const found = await application(this.data.id)
      return { collector: found.collector, ready: found.can.includes('propose_time') }
    })
  },
  async makeCode() {
    this.setData({ busy: 'code' })
    const made = await attempt(() => once(this, 'code', () => pickUpCode(this.data.id)))
    this.setData({ busy: '' })
    if (made) this.setData({ code: made.code, digits: spaced(made.code) })
  },
  openForm() {
    this.setData({ typing: true })
  },
  typedIn(event: WechatMiniprogram.CustomEvent<Typed>) {
    this.setData({ typed: event.detail })
  },
  async name() {
    const { typed, id } = this.data
    const lack = lacks(typed, 'person')
    if (lack.length) return tell(TEXTS.apply.fill + lack.join('、'))
    this.setData({ busy: 'name' })
    const body = { name: typed.name, kind: typed.kind, number: typed.number }
    const made = await attempt(() => once(this, `name ${typed.number}`, () => nameCollector(id, body)))
    this.setData({ busy: '' })
    if (!made) return
    this.setData({ theirs: made.code, typing: false, typed: NOBODY })
    await this.load()
  },
  async drop() {
    if (!(await confirm(TEXTS.pickUp.drop, TEXTS.pickUp.dropAsk, TEXTS.pickUp.drop))) return
    await attempt(() => once(this, 'drop', () => dropCollector(this.data.id)))
    this.setData({ theirs: '' })
    await this.load()
  },
  async copyCode() {
    await wx.setClipboardData({ data: this.data.theirs })
    tell(TEXTS.pickUp.copied)
  },
})

/** 1234 5678. */
function spaced(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ')
}
