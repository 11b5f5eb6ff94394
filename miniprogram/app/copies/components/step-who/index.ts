// Who applies, for whom. Fires `begun` when the draft is there, `done` when it says who.
import type { Schema } from '../../../kernel/api'
import { once } from '../../../kernel/once'
import { attempt, tell } from '../../../kernel/page'
import { type Application, begin, chooseWho, type Options } from '../../service'
import { TEXTS } from '../../texts'
import { lacks, NOBODY, type Typed } from '../person-form/index'

type PatientRow = Schema['PatientView']
type Kind = Schema['WhoInput']['kind']
const OTHER = 'other'
const BODIES = new Set(['insurer', 'public_body'])

Component({
  properties: {
    found: { type: Object, value: null as unknown as object },
    campuses: { type: Array, value: [] },
    campus: { type: String, value: '' },
    patients: { type: Array, value: [] },
    options: { type: Object, value: null as unknown as object },
  },
  data: {
    texts: TEXTS.apply,
    patient: '',
    kind: '',
    kinds: [] as Options['kinds'],
    needs: [] as string[],
    more: false,
    kept: false, // what was typed before stays as it is
    subject: NOBODY,
    applicant: NOBODY,
    asked: 'applicant',
    dead: false,
    busy: false,
  },
  observers: {
    'found, patients, options'(found: Application | null, patients: PatientRow[], options: Options | null) {
      if (!options || this.data.kind) return
      const own = patients.find((one) => one.relation === 'self')
      const patient = found?.kind ? found.patient || OTHER : (own ?? patients[0])?.id ?? OTHER
      this.show(found?.kind || usual(patients, patient), patient, Boolean(found?.kind))
    },
  },
  methods: {
    show(kind: string, patient: string, kept: boolean) {
      const options = this.data.options as Options
      const kinds = options.kinds.filter((one) => one.online && (patient !== OTHER || one.code !== 'patient'))
      const chosen = kinds.find((one) => one.code === kind) ?? kinds[0]
      const needs = chosen?.needs.map((need) => need.any_of.map((one) => one.papers.map((paper) => paper.words).join('和')).join('，或')) ?? []
      this.setData({ patient, kinds, kind: chosen?.code ?? '', needs, kept, asked: BODIES.has(chosen?.code ?? '') ? 'body' : 'applicant' })
    },
    campusChosen(event: WechatMiniprogram.TouchEvent) {
      if (!this.data.found) this.triggerEvent('campus', { campus: chosenBy(event) })
    },
    patientChosen(event: WechatMiniprogram.TouchEvent) {
      const patient = chosenBy(event)
      this.show(usual(this.data.patients as PatientRow[], patient), patient, false)
    },
    kindChosen(event: WechatMiniprogram.TouchEvent) {
      this.show(chosenBy(event), this.data.patient, false)
      this.setData({ more: false })
    },
    unfold() {
      this.setData({ more: !this.data.more })
    },
    anew() {
      this.setData({ kept: false })
    },
    subjectTyped(event: WechatMiniprogram.CustomEvent<Typed>) {
      this.setData({ subject: event.detail })
    },
    applicantTyped(event: WechatMiniprogram.CustomEvent<Typed>) {
      this.setData({ applicant: event.detail })
    },
    deadChosen(event: WechatMiniprogram.SwitchChange) {
      this.setData({ dead: event.detail.value })
    },
    missing(): string[] {
      const { patient, subject, kind, applicant, asked } = this.data
      const theirs = patient === OTHER ? lacks(subject, 'person') : []
      const mine = kind === 'patient' ? [] : lacks(applicant, asked as 'applicant' | 'body')
      return [...theirs.map((one) => `${TEXTS.apply.subject}${one}`), ...mine.map((one) => `${TEXTS.apply.applicant}${one}`)]
    },
    async next() {
      const found = this.data.found as Application | null
      if (found?.kind && this.data.kept) return this.triggerEvent('done', { found })
      const lack = this.missing()
      if (lack.length) return tell(TEXTS.apply.fill + lack.join('、'))
      this.setData({ busy: true })
      const done = await attempt(() => once(this, 'who', () => this.say(found)))
      this.setData({ busy: false })
      if (done) this.triggerEvent('done', { found: done })
    },
    async say(found: Application | null): Promise<Application> {
      const begun = found ?? (await once(this, `begin ${this.data.campus}`, (key) => begin(this.data.campus, key)))
      if (!found) this.triggerEvent('begun', { found: begun })
      const { patient, subject, applicant, dead } = this.data
      const kind = this.data.kind as Kind
      const { phone, relation, body, body_phone, ...person } = applicant
      return chooseWho(begun.id, {
        kind,
        patient: patient === OTHER ? null : patient,
        subject: patient === OTHER ? { name: subject.name, kind: subject.kind, number: subject.number } : null,
        applicant: kind === 'patient' ? null : { ...person, phone, relation, body, body_phone },
        dead: kind === 'insurer' && dead,
      })
    },
  },
})

/** As what somebody usually applies for that patient. */
function usual(patients: PatientRow[], patient: string): string {
  const row = patients.find((one) => one.id === patient)
  if (row?.relation === 'self') return 'patient'
  return row?.relation === 'child' ? 'parent' : row?.relation === 'ward' ? 'guardian' : 'agent'
}

function chosenBy(event: WechatMiniprogram.TouchEvent): string {
  return (event.currentTarget.dataset as { id: string }).id
}
