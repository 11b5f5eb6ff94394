// The hospital: what it is, where its campuses are, what can be looked up.
import type { Schema } from '../../../kernel/api'
import { screen, settle } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { HOSPITAL } from '../../texts'

screen({
  data: { texts: HOSPITAL, hospital: null as Schema['HospitalView'] | null, on: {} as Record<string, boolean> },
  async load() {
    await settle(this, async () => {
      const hospital = await request('get', '/hospital')
      return { hospital, on: Object.fromEntries(hospital.functions.map((one) => [one, true])), empty: !hospital.name }
    })
  },
  campus(event: Tap<{ id: string }>) {
    void wx.navigateTo({ url: `/directory/pages/campus/index?id=${event.currentTarget.dataset.id}` })
  },
  call(event: Tap<{ phone: string }>) {
    void wx.makePhoneCall({ phoneNumber: event.currentTarget.dataset.phone })
  },
  book() {
    void wx.navigateTo({ url: '/registration/pages/departments/index' })
  },
  prices() {
    void wx.navigateTo({ url: '/directory/pages/prices/index' })
  },
})
