// switch, checkbox, radio and their groups; slider.
import { B, FIELD, N, S, componentOf, elementOf, fire } from './kinds.js'

const check = (kind) => ({
  props: { ...FIELD, checked: B(), color: S('#04BE02'), type: S('switch'), value: S() },
  attached() {
    const box = (this.box = document.createElement('input'))
    box.type = kind === 'radio' ? 'radio' : 'checkbox'
    if (kind === 'switch') box.setAttribute('role', 'switch')
    box.addEventListener('change', (event) => event.stopPropagation())
    box.addEventListener('click', (event) => {
      event.stopPropagation()
      this.toggle(kind === 'radio' ? true : box.checked)
    })
    elementOf(this).prepend(box)
    this.sync()
  },
  observers: {
    'checked, disabled, ariaLabel, color'() {
      this.sync()
    },
  },
  methods: {
    sync() {
      const { box, data } = this
      if (!box) return
      box.checked = data.checked
      box.disabled = data.disabled
      box.style.accentColor = data.color
      elementOf(this).style.setProperty('--check', data.color)
      if (data.ariaLabel) box.setAttribute('aria-label', data.ariaLabel)
      elementOf(this).removeAttribute('aria-label')
    },
    toggle(checked = kind === 'radio' ? true : !this.data.checked) {
      if (this.data.disabled) return
      this.setData({ checked })
      if (kind === 'switch') fire(this, 'change', { value: checked })
      else componentOf(elementOf(this).closest(`wx-${kind}-group`))?.changed(this)
    },
    ...(kind === 'switch' && {
      formValue() {
        return this.data.checked
      },
    }),
  },
})

const group = (kind) => ({
  props: FIELD,
  methods: {
    items() {
      return [...elementOf(this).querySelectorAll(`wx-${kind}`)].map(componentOf)
    },
    value() {
      const chosen = this.items().filter((one) => one.data.checked).map((one) => one.data.value)
      return kind === 'radio' ? (chosen[0] ?? '') : chosen
    },
    changed(source) {
      if (kind === 'radio') for (const one of this.items()) if (one !== source) one.setData({ checked: false })
      fire(this, 'change', { value: this.value() })
    },
    formValue() {
      return this.value()
    },
  },
})

export function checks(define) {
  define('switch', check('switch'))
  for (const kind of ['checkbox', 'radio']) {
    define(kind, check(kind))
    define(`${kind}-group`, group(kind))
  }
  define('slider', {
    props: { ...FIELD, min: N(), max: N(100), step: N(1), value: N(), showValue: B(), activeColor: S(), backgroundColor: S(), blockSize: N(28), blockColor: S() },
    attached() {
      const { min, max, step, value } = this.data
      const range = (this.range = Object.assign(document.createElement('input'), { type: 'range', min, max, step, value }))
      range.addEventListener('input', (event) => {
        event.stopPropagation()
        fire(this, 'changing', { value: +range.value })
      })
      range.addEventListener('change', (event) => {
        event.stopPropagation()
        this.setData({ value: +range.value })
        fire(this, 'change', { value: +range.value })
      })
      elementOf(this).append(range)
    },
    observers: {
      'value, min, max'() {
        if (this.range) Object.assign(this.range, { min: this.data.min, max: this.data.max, value: this.data.value })
      },
    },
    methods: {
      formValue() {
        return this.data.value
      },
    },
  })
}
