// The end of my account: what goes, what the law keeps, and that it cannot be undone.
import { choose } from '../../../kernel/look'
import { once } from '../../../kernel/once'
import { attempt, confirm, screen } from '../../../kernel/page'
import { request } from '../../../kernel/request'
import { forget } from '../../../kernel/session'
import { TEXTS } from '../../texts'

screen({
  data: { texts: TEXTS.deletion, understood: false, said: '', busy: false },
  onLoad() {
    this.setData({ state: 'ready' })
  },
  understand() {
    this.setData({ understood: !this.data.understood })
  },
  async go() {
    const words = TEXTS.deletion
    if (!(await confirm(words.go, words.ask, words.sure))) return
    this.setData({ busy: true })
    const done = await attempt(() => once(this, 'delete', (key) => request('post', '/me/deletion', { body: { understood: true }, key })))
    this.setData({ busy: false })
    if (!done) return
    forget()
    choose(false)
    this.setData({ said: done.message ?? '' })
  },
  home() {
    void wx.reLaunch({ url: '/pages/home/index' })
  },
})
