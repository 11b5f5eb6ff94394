// One to five stars for one thing, with the words of what is chosen. Fires `pick`, unless it only shows what was given.
import type { Tap } from '../../../kernel/tap'
import { RATING } from '../../texts'

Component({
  properties: {
    label: { type: String, value: '' },
    stars: { type: Number, value: 0 },
    given: { type: Boolean, value: false },
  },
  data: { choices: [1, 2, 3, 4, 5].map((stars) => ({ stars, words: RATING.stars[stars] ?? '' })), words: RATING.stars },
  methods: {
    pick(event: Tap<{ stars: number }>) {
      if (!this.data.given) this.triggerEvent('pick', { stars: event.currentTarget.dataset.stars })
    },
  },
})
