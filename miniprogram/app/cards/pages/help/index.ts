// What to do when the phone reserved at the hospital takes no code any more.
import type { Schema } from '../../../kernel/api'
import { screen, settle } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { HELP } from '../../texts'

screen({
  data: { texts: HELP, campuses: [] as Schema['CampusView'][] },
  async load() {
    await settle(this, async () => ({ campuses: (await request('get', '/hospital')).campuses }))
  },
  online() {
    void wx.navigateTo({ url: '/cards/pages/phone/index' })
  },
  call(event: Tap<{ phone: string }>) {
    void wx.makePhoneCall({ phoneNumber: event.currentTarget.dataset.phone })
  },
})
