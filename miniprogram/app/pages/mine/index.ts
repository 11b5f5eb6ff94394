import { screen, settle } from '../../kernel/page'

screen({
  data: {},
  async load() {
    await settle(this, () => Promise.resolve({ empty: true }))
  },
})
