// The button of a page: `primary` once a page, `plain` beside it, `danger` for what cannot be taken back. Fires `press`.
Component({
  properties: {
    words: { type: String, value: '' },
    kind: { type: String, value: 'primary' },
    busy: { type: Boolean, value: false },
    disabled: { type: Boolean, value: false },
    label: { type: String, value: '' }, // read aloud instead of the words
  },
  methods: {
    press() {
      if (!this.data.busy && !this.data.disabled) this.triggerEvent('press')
    },
  },
})
