// Who else acts for me: what they may do, and the end of it; and how somebody is asked to.
import { attempt, confirm, screen, settle, tell } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import type { Tap } from '../../../kernel/tap'
import { dayOf } from '../../../kernel/zone'
import { LEVELS, PROXIES, RELATIONS, SAY } from '../../texts'

type Level = (typeof LEVELS)[number]['id']
interface Proxy {
  account: string
  name: string
  relation: string
  since: string
  levels: { id: Level; words: string; on: boolean; fixed: boolean }[]
}

screen({
  data: { texts: PROXIES, patient: '', proxies: [] as Proxy[], busy: '' },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ patient: query['patient'] ?? '' })
  },
  async load() {
    await settle(this, async () => {
      const { proxies } = await request('get', '/patients/{patient}/proxies', { path: { patient: this.data.patient } })
      return {
        proxies: proxies.map((one) => ({
          account: one.account,
          name: one.name ?? PROXIES.someone,
          relation: RELATIONS.find((each) => each.id === one.relation)?.words ?? '',
          since: dayOf(one.since),
          levels: LEVELS.map((each) => ({ ...each, on: one.levels.includes(each.id), fixed: each.id === 'see' })),
        })),
      }
    })
  },
  async toggle(event: Tap<{ account: string; id: Level }>) {
    const { account, id } = event.currentTarget.dataset
    const one = this.data.proxies.find((each) => each.account === account)
    const level = one?.levels.find((each) => each.id === id)
    if (!one || !level || level.fixed || this.data.busy) return
    const levels = one.levels.filter((each) => (each.id === id ? !each.on : each.on)).map((each) => each.id)
    const wanted = id !== 'all' && level.on ? levels.filter((each) => each !== 'all') : levels
    await this.change(account, () =>
      request('put', '/patients/{patient}/proxies/{account}', { path: { patient: this.data.patient, account }, body: { levels: wanted } }).then(() => PROXIES.saved),
    )
  },
  async end(event: Tap<{ account: string; name: string }>) {
    const { account, name } = event.currentTarget.dataset
    if (this.data.busy || !(await confirm(SAY.stop(name), PROXIES.stopWords, PROXIES.stopSure))) return
    await this.change(account, () => request('delete', '/patients/{patient}/proxies/{account}', { path: { patient: this.data.patient, account } }).then(() => PROXIES.stopped))
  },
  async change(account: string, act: () => Promise<string>) {
    this.setData({ busy: account })
    const done = await attempt(act)
    this.setData({ busy: '' })
    if (done) tell(done)
    await this.load()
  },
  onShareAppMessage() {
    return { title: PROXIES.shareTitle, path: '/cards/pages/add/index?mode=bind' }
  },
})
