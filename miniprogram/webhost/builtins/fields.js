// input, textarea and form.
import { ANY, B, FIELD, N, S, componentOf, elementOf, fire } from './kinds.js'

const PROPS = { ...FIELD, value: S(), type: S('text'), password: B(), placeholder: S(), placeholderStyle: S(), placeholderClass: S(), maxlength: N(140), cursorSpacing: N(), focus: B(), autoFocus: B(), confirmType: S('done'), confirmHold: B(), alwaysEmbed: B(), adjustPosition: B(true), holdKeyboard: B(), cursor: N(-1), selectionStart: N(-1), selectionEnd: N(-1), autoHeight: B(), fixed: B(), showConfirmBar: B(true), disableDefaultPadding: B(), cursorColor: S(), safePasswordCertPath: S(), safePasswordLength: ANY(), safePasswordTimeStamp: ANY(), safePasswordNonce: S(), safePasswordSalt: S(), safePasswordCustomHash: S(), nativePlaceholder: B() }
const KEYS = { number: 'numeric', digit: 'decimal' }

const textual = (tag) => ({
  props: PROPS,
  attached() {
    const field = (this.field = document.createElement(tag))
    field.addEventListener('input', (event) => {
      event.stopPropagation()
      this.setData({ value: field.value })
      fire(this, 'input', { value: field.value, cursor: field.selectionStart, keyCode: 0 })
      this.grow()
    })
    field.addEventListener('change', (event) => event.stopPropagation())
    field.addEventListener('focus', () => fire(this, 'focus', { value: field.value, height: 0 }))
    field.addEventListener('blur', () => fire(this, 'blur', { value: field.value }))
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && tag === 'input') fire(this, 'confirm', { value: field.value })
    })
    elementOf(this).append(field)
    this.sync()
  },
  observers: {
    'value, type, password, placeholder, maxlength, disabled, focus, ariaLabel, autoHeight'() {
      this.sync()
    },
  },
  methods: {
    sync() {
      const { field, data } = this
      if (!field) return
      if (tag === 'input') {
        field.type = data.password ? 'password' : 'text'
        field.inputMode = KEYS[data.type] ?? 'text'
      }
      field.placeholder = data.placeholder
      field.maxLength = data.maxlength < 0 ? 524288 : data.maxlength
      field.disabled = data.disabled
      if (data.ariaLabel) field.setAttribute('aria-label', data.ariaLabel)
      elementOf(this).removeAttribute('aria-label') // the field itself is what is read aloud
      if (field.value !== String(data.value ?? '')) field.value = data.value ?? ''
      if (data.focus && document.activeElement !== field) queueMicrotask(() => field.focus())
      this.grow()
    },
    grow() {
      if (!this.data.autoHeight || tag !== 'textarea') return
      elementOf(this).style.height = 'auto'
      elementOf(this).style.height = `${this.field.scrollHeight}px`
    },
    formValue() {
      return this.field.value
    },
    formReset() {
      this.setData({ value: '' })
    },
  },
})

export function fields(define) {
  define('input', textual('input'))
  define('textarea', textual('textarea'))
  define('form', {
    props: { reportSubmit: B(), reportSubmitTimeout: N() },
    methods: {
      named() {
        return [...elementOf(this).querySelectorAll('*')].map(componentOf).filter((one) => one?.formValue && one.data.name)
      },
      submit() {
        fire(this, 'submit', { value: Object.fromEntries(this.named().map((one) => [one.data.name, one.formValue()])), formId: '' })
      },
      reset() {
        for (const one of this.named()) one.formReset?.()
        fire(this, 'reset', {})
      },
    },
  })
}
