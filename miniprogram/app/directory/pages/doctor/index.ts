// A doctor: what he treats, where, and the way to him.
import type { Schema } from '../../../kernel/api'
import { screen, settle } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { DOCTOR } from '../../texts'

interface Post {
  department: string
  name: string
  grade: string
  good: string
}

screen({
  data: { texts: DOCTOR, id: '', doctor: null as Schema['DoctorView'] | null, posts: [] as Post[], bookable: false },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query['id'] ?? '' })
  },
  async load() {
    await settle(this, async () => {
      const [doctor, { functions }] = await Promise.all([request('get', '/doctors/{doctor}', { path: { doctor: this.data.id } }), request('get', '/hospital')])
      const posts = doctor.posts.map((one) => ({ department: one.department, name: one.department_name, grade: one.grade, good: one.specialities.join('、') }))
      return { doctor, posts, bookable: functions.includes('registration') }
    })
  },
  book(event: Tap<{ department: string; name: string }>) {
    const { department, name } = event.currentTarget.dataset
    const doctor = `doctor=${this.data.id}&doctorName=${encodeURIComponent(this.data.doctor?.name ?? '')}`
    void wx.navigateTo({ url: `/registration/pages/clinics/index?department=${department}&name=${encodeURIComponent(name)}&${doctor}` })
  },
})
