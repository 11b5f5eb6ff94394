// The first step to a doctor: a department, or a doctor by name.
import type { Schema } from '../../../kernel/api'
import { screen, settle } from '../../../kernel/page'
import { asProblem } from '../../../kernel/problem'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { DEPARTMENTS } from '../../texts'

type Department = Schema['DepartmentView']
type Post = { key: string; doctor: string; name: string; department: string; departmentName: string; grade: string; about: string }

const PAUSE = 300 // milliseconds after the last letter

let waiting = 0

screen({
  data: {
    texts: DEPARTMENTS,
    hospital: '',
    campuses: [] as { id: string; name: string }[],
    campus: '',
    all: [] as Department[],
    shown: [] as (Department & { where: string })[],
    wanted: '',
    found: null as { departments: Department[]; doctors: Post[]; words: string } | null,
    off: false,
  },
  async load() {
    await settle(this, async () => {
      const [hospital, { departments }] = await Promise.all([request('get', '/hospital'), request('get', '/departments')])
      const off = !hospital.functions.includes('registration')
      const campuses = hospital.campuses.filter((one) => departments.some((each) => each.campus === one.id))
      this.setData({ campuses: campuses.length > 1 ? [{ id: '', name: this.data.texts.all }, ...campuses] : campuses, all: departments, off })
      this.show(this.data.campus)
      return { empty: off || !departments.length }
    })
  },
  show(campus: string) {
    const names = new Map([...this.data.all, ...this.data.campuses].map((one) => [one.id, one.name]))
    const shown = this.data.all.filter((one) => !campus || one.campus === campus)
    const several = this.data.campuses.length > 1 && !campus
    this.setData({
      campus,
      shown: shown.map((one) => ({ ...one, where: [several ? names.get(one.campus) : '', one.parent ? names.get(one.parent) : ''].filter(Boolean).join(' ') })),
    })
  },
  pickCampus(event: Tap<{ id: string }>) {
    this.show(event.currentTarget.dataset.id)
  },
  type(event: WechatMiniprogram.Input) {
    clearTimeout(waiting)
    this.setData({ wanted: event.detail.value })
    if (!event.detail.value.trim()) return this.setData({ found: null })
    waiting = setTimeout(() => void this.search(), PAUSE)
  },
  clear() {
    clearTimeout(waiting)
    this.setData({ wanted: '', found: null })
  },
  async search() {
    const q = this.data.wanted.trim()
    if (!q) return
    const found = await request('get', '/search', { query: { q } }).then(
      (one) => ({ departments: one.departments, doctors: one.doctors.flatMap(posts), words: '' }),
      (fault: unknown) => ({ departments: [], doctors: [], words: asProblem(fault).message }),
    )
    if (this.data.wanted.trim() === q) this.setData({ found })
  },
  open(event: Tap<{ department: string; name: string; doctor?: string; doctorname?: string }>) {
    const { department, name, doctor = '', doctorname = '' } = event.currentTarget.dataset
    const query = `department=${department}&name=${encodeURIComponent(name)}&doctor=${doctor}&doctorName=${encodeURIComponent(doctorname)}`
    void wx.navigateTo({ url: `/registration/pages/clinics/index?${query}` })
  },
})

function posts(one: Schema['DoctorView']): Post[] {
  return one.posts.map((post) => ({
    key: `${one.id} ${post.department}`,
    doctor: one.id,
    name: one.name,
    department: post.department,
    departmentName: post.department_name,
    grade: post.grade,
    about: post.specialities.join('、'),
  }))
}
