// Everybody this account acts for.
import { screen, settle } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { LIST } from '../../texts'
import { type PersonCard, person } from '../../view'

screen({
  data: { texts: LIST, people: [] as PersonCard[], first: '', seen: false },
  onShow() {
    if (this.data.seen) void this.load()
    else this.setData({ seen: true })
  },
  async load() {
    await settle(this, async () => {
      const { patients, default_patient, default_card } = await request('get', '/patients')
      return { people: patients.map((one) => person(one, default_card)), first: default_patient ?? '', empty: !patients.length }
    })
  },
  open(event: Tap<{ id: string }>) {
    void wx.navigateTo({ url: `/cards/pages/patient/index?id=${event.currentTarget.dataset.id}` })
  },
  show(event: Tap<{ id: string }>) {
    void wx.navigateTo({ url: `/cards/pages/ecard/index?patient=${event.currentTarget.dataset.id}` })
  },
  bind() {
    void wx.navigateTo({ url: '/cards/pages/add/index?mode=bind' })
  },
  add() {
    void wx.navigateTo({ url: '/cards/pages/add/index' })
  },
})
