// A department: what it treats, where it is, who works there.
import type { Schema } from '../../../kernel/api'
import { screen, settle } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { DEPARTMENT } from '../../texts'
import { type DoctorLine, doctorLine, type Said, said } from '../../view'

screen({
  data: { texts: DEPARTMENT, id: '', name: '', introduction: '', places: [] as string[], doctors: [] as DoctorLine[], said: [] as Said[], bookable: false },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query['id'] ?? '' })
  },
  async load() {
    await settle(this, async () => {
      const [page, { functions, campuses }] = await Promise.all([request('get', '/departments/{department}', { path: { department: this.data.id } }), request('get', '/hospital')])
      const { ratings } = functions.includes('feedback') ? await this.ratings() : { ratings: [] }
      const campus = campuses.find((one) => one.id === page.department.campus)?.name
      return {
        name: page.department.name,
        introduction: page.introduction,
        places: page.places.map((one) => [campus, one].filter(Boolean).join(' ')),
        doctors: page.doctors.map((one) => doctorLine(one, this.data.id)),
        said: ratings.map(said),
        bookable: functions.includes('registration'),
      }
    })
  },
  /** What patients wrote; without it the page is still of use. */
  ratings(): Promise<Schema['ShownsView']> {
    return request('get', '/departments/{department}/ratings', { path: { department: this.data.id } }).catch(() => ({ ratings: [] }))
  },
  doctor(event: Tap<{ id: string }>) {
    void wx.navigateTo({ url: `/directory/pages/doctor/index?id=${event.currentTarget.dataset.id}` })
  },
  book() {
    void wx.navigateTo({ url: `/registration/pages/clinics/index?department=${this.data.id}&name=${encodeURIComponent(this.data.name)}` })
  },
})
