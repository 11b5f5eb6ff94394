// One photo: a frame of the paper's shape to be filled, then how far it is. Fires `shoot` and `remove`.
import { TEXTS } from '../../texts'

Component({
  properties: { one: { type: Object, value: {} } },
  data: { texts: TEXTS.papers },
  methods: {
    shoot() {
      const { state } = this.data.one as { state: string }
      if (state !== 'sending' && state !== 'sealing' && state !== 'sealed') this.triggerEvent('shoot', this.data.one)
    },
    remove() {
      this.triggerEvent('remove', this.data.one)
    },
  },
})
