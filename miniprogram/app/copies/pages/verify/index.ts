// Whether an electronic copy is ours, for anybody who holds its code.
import type { Schema } from '../../../kernel/api'
import { screen } from '../../../kernel/page'
import { asProblem } from '../../../kernel/problem'
import { verify } from '../../service'
import { TEXTS } from '../../texts'

screen({
  data: { texts: TEXTS.verify, code: '', found: null as Schema['GenuineView'] | null, wrong: '', busy: false },
  onLoad(query: Record<string, string | undefined>) {
    this.setData({ state: 'ready', code: query['code'] ?? '' })
    if (query['code']) void this.go()
  },
  typed(event: WechatMiniprogram.Input) {
    this.setData({ code: event.detail.value.trim(), found: null, wrong: '' })
  },
  async go() {
    const code = this.data.code.replace(/[^A-Za-z0-9]/g, '')
    if (!code || this.data.busy) return
    this.setData({ busy: true, wrong: '', found: null })
    try {
      this.setData({ found: await verify(code) })
    } catch (fault) {
      this.setData({ wrong: asProblem(fault).message })
    }
    this.setData({ busy: false })
  },
})
