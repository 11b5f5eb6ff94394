import { STATE } from '../texts'

// The five states of a page. What is in the slot shows when it is ready; the others say what is wrong and what to do next.
Component({
  options: { multipleSlots: true },
  properties: {
    state: { type: String, value: 'loading' },
    words: { type: String, value: '' },
    empty: { type: String, value: STATE.empty },
    next: { type: String, value: '' }, // what the button of the empty state says; it fires `next`
    rows: { type: Number, value: 3 },
  },
  data: { texts: STATE },
  methods: {
    again() {
      this.triggerEvent('again')
    },
    next() {
      this.triggerEvent('next')
    },
  },
})
