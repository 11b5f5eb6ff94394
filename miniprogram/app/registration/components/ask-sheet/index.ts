// A question before what cannot be taken back: what happens, one button that does it, one that does not. Its button is a tap of its own.
Component({
  properties: {
    open: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
    title: { type: String, value: '' },
    content: { type: String, value: '' },
    sure: { type: String, value: '' },
    not: { type: String, value: '' },
  },
  methods: {
    sure() {
      this.triggerEvent('sure')
    },
    close() {
      if (!this.data.busy) this.triggerEvent('close')
    },
    stay() {
      // taps on the sheet do not close it
    },
  },
})
