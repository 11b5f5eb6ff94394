// One questionnaire: of a patient (?ask=), or of whoever holds a code (?survey=, or a code's scene). What the hospital advises is shown at once.
import type { Schema } from '../../../kernel/api'
import { newKey, once } from '../../../kernel/once'
import { attempt, screen, settle, tell } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import { allow, prepare } from '../../../kernel/subscribe'
import type { Tap } from '../../../kernel/tap'
import { type Answers, type Put, type Question, drawn, put, sent, wrong } from '../../form'
import { ASK } from '../../texts'

type Advice = Schema['AdviceView']
type Value = Tap<{ id: string }> & { detail: { value: string } }

screen({
  data: {
    texts: ASK,
    ask: '',
    survey: '',
    nonce: '', // an anonymous answer is sent once under it, and nothing else is known of whoever sent it
    title: '',
    description: '',
    anonymous: false,
    open: false,
    questions: [] as Question[],
    answers: {} as Answers,
    shown: [] as Put[],
    marked: false,
    busy: false,
    thanks: '',
    advice: null as Advice | null,
    turn: '',
    ward: '',
    said: [] as Schema['SaidView'][],
  },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ ask: query['ask'] ?? '', survey: query['survey'] ?? heldBy(query), nonce: newKey() })
  },
  async load() {
    await settle<object>(this, () => (this.data.ask ? this.mine() : this.public()))
    this.draw()
  },
  async mine() {
    const { ask, description, questions, said, advice } = await request('get', '/follow-ups/{ask}', { path: { ask: this.data.ask } })
    if (ask.state === 'open') void prepare('follow_up')
    const done = ask.state === 'open' ? '' : ask.words
    return { title: ask.title, description, questions, said, advice, ...toldOf(advice), open: ask.state === 'open', thanks: done }
  },
  async public() {
    const { title, description, anonymous, state, words, questions } = await request('get', '/surveys/{survey}', { path: { survey: this.data.survey } })
    return { title, description, anonymous, questions, open: state === 'open', thanks: state === 'open' ? '' : words }
  },
  draw() {
    this.setData({ shown: drawn(this.data.questions, this.data.answers, this.data.marked) })
  },
  answer(id: string, values: string[]) {
    this.setData({ answers: { ...this.data.answers, [id]: values } })
    this.draw()
  },
  pick(event: Tap<{ id: string; code: string; many: boolean }>) {
    const { id, code, many } = event.currentTarget.dataset
    const before = this.data.answers[id] ?? []
    if (!many) this.answer(id, [code])
    else this.answer(id, before.includes(code) ? before.filter((one) => one !== code) : [...before, code])
  },
  type(event: Value) {
    const { value } = event.detail
    this.answer(event.currentTarget.dataset.id, value.trim() ? [value.trim()] : [])
  },
  async send() {
    const { questions, answers } = this.data
    const bad = put(questions, answers).filter((one) => wrong(one, answers[one.id] ?? []))
    this.setData({ marked: true })
    this.draw()
    if (bad.length) {
      tell(ASK.missing.replace('{count}', String(bad.length)))
      void wx.pageScrollTo({ selector: `#q-${bad[0]?.id ?? ''}` })
      return
    }
    this.setData({ busy: true })
    const taken = await attempt(() => this.hand(sent(questions, answers)))
    this.setData({ busy: false })
    if (!taken) return
    this.setData({ open: false, thanks: taken.words, advice: taken.advice, ...toldOf(taken.advice) })
    void wx.pageScrollTo({ scrollTop: 0 })
  },
  hand(answers: Schema['AnswersInput']['answers']): Promise<Schema['AnsweredView']> {
    const { ask, survey, nonce } = this.data
    const body = { answers }
    if (!ask) return request('put', '/surveys/{survey}/answers/{answer}', { path: { survey, answer: nonce }, body })
    return once(this, `answer ${JSON.stringify(answers)}`, async (key) => {
      await allow('follow_up')
      return request('post', '/follow-ups/{ask}/answers', { path: { ask }, body, key })
    })
  },
  call(event: Tap<{ phone: string }>) {
    wx.makePhoneCall({ phoneNumber: event.currentTarget.dataset.phone, fail: () => undefined })
  },
  leave() {
    if (getCurrentPages().length > 1) void wx.navigateBack()
    else void wx.switchTab({ url: '/pages/home/index' })
  },
})

function toldOf(advice: Advice | null): { turn: string; ward: string } {
  return { turn: advice ? ASK.turn[advice.turn_to] : '', ward: advice ? ASK.callWard.replace('{phone}', advice.phone) : '' }
}

/** What a code holds: WeChat gives the scene of its own codes, and of a plain link's code the whole link (`q`). */
function heldBy(query: Record<string, string | undefined>): string {
  const link = /[?&]scene=([\w-]+)/.exec(decodeURIComponent(query['q'] ?? ''))
  return link?.[1] ?? decodeURIComponent(query['scene'] ?? '')
}
