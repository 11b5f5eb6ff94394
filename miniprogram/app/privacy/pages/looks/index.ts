// Every look of staff at my papers: by role and department, never by name.
import { screen, settle } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import { momentOf } from '../../../kernel/zone'
import { TEXTS } from '../../texts'

screen({
  data: { texts: TEXTS.looks, looks: [] as { key: number; at: string; who: string; paper: string; application: string }[] },
  async load() {
    await settle(this, async () => {
      const { looks } = await request('get', '/me/looks')
      const lines = looks.map((one, key) => ({ key, at: momentOf(one.at), who: [one.department, one.role].filter(Boolean).join(' · '), paper: one.paper, application: one.application }))
      return { looks: lines, empty: !lines.length }
    })
  },
  open(event: WechatMiniprogram.TouchEvent) {
    void wx.navigateTo({ url: `/copies/pages/detail/index?id=${(event.currentTarget.dataset as { id: string }).id}` })
  },
})
