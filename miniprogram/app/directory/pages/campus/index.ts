// One campus: how to get there, whom to call, which departments it has.
import type { Schema } from '../../../kernel/api'
import { screen, settle } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { CAMPUS } from '../../texts'

screen({
  data: { texts: CAMPUS, id: '', campus: null as Schema['CampusView'] | null, departments: [] as Schema['DepartmentView'][] },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query['id'] ?? '' })
  },
  async load() {
    await settle(this, async () => {
      const hospital = await request('get', '/hospital')
      const campus = hospital.campuses.find((one) => one.id === this.data.id) ?? null
      const { departments } = hospital.functions.includes('pages') ? await request('get', '/departments') : { departments: [] }
      return { campus, departments: departments.filter((one) => one.campus === this.data.id), empty: !campus }
    })
  },
  call() {
    if (this.data.campus) void wx.makePhoneCall({ phoneNumber: this.data.campus.phone })
  },
  copy() {
    if (this.data.campus) void wx.setClipboardData({ data: this.data.campus.address, success: () => void wx.showToast({ title: CAMPUS.copied, icon: 'none' }) })
  },
  department(event: Tap<{ id: string }>) {
    void wx.navigateTo({ url: `/directory/pages/department/index?id=${event.currentTarget.dataset.id}` })
  },
})
