// What was asked of me and of those for whom I speak.
import type { Schema } from '../../../kernel/api'
import { attempt, confirm, screen, settle } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { momentOf } from '../../../kernel/zone'
import { LIST } from '../../texts'

interface Row {
  id: string
  title: string
  words: string
  when: string
  open: boolean
}
interface Group {
  patient: string
  name: string
  wanted: boolean
  label: string
  rows: Row[]
}

function row(ask: Schema['AskRow']): Row {
  const open = ask.state === 'open'
  const when = open ? LIST.until.replace('{until}', momentOf(ask.expires)) : ask.answered ? LIST.answered.replace('{at}', momentOf(ask.answered)) : ''
  return { id: ask.id, title: ask.title, words: ask.words, when, open }
}

screen({
  data: { texts: LIST, groups: [] as Group[] },
  onShow() {
    if (this.data.state !== 'loading') void this.load()
  },
  async load() {
    await settle(this, async () => {
      const [{ patients }, known] = await Promise.all([request('get', '/follow-ups'), request('get', '/patients')])
      const nameOf = (id: string): string => known.patients.find((one) => one.id === id)?.name ?? ''
      const groups = patients.map(({ patient, wanted, asks }): Group => {
        const name = nameOf(patient)
        return { patient, name, wanted, label: LIST.wants.replace('{name}', name), rows: asks.map(row) }
      })
      return { groups, empty: !groups.some((one) => one.rows.length || !one.wanted) }
    })
  },
  open(event: Tap<{ id: string }>) {
    void wx.navigateTo({ url: `/followup/pages/ask/index?ask=${event.currentTarget.dataset.id}` })
  },
  async choose(event: Tap<{ nth: number }> & { detail: { value: boolean } }) {
    const group = this.data.groups[event.currentTarget.dataset.nth]
    const wanted = event.detail.value
    if (!group) return
    const sure = wanted || (await confirm(LIST.offTitle, LIST.offWords.replace('{name}', group.name), LIST.offSure))
    if (sure) await attempt(() => request('put', '/patients/{patient}/follow-up', { path: { patient: group.patient }, body: { wanted } }))
    await this.load()
  },
})
