// picker (in a window of its own) and picker-view (wheels within the page, as lists that one scrolls and taps).
import { ANY, FIELD, S, attribute, componentOf, elementOf, fire, onTap } from './kinds.js'

const TYPES = { date: 'date', time: 'time' }

function choice(column, label, chosen, tell) {
  const select = document.createElement('select')
  select.setAttribute('aria-label', label)
  column.forEach((words, nth) => select.add(new Option(words, nth)))
  select.value = String(chosen ?? 0)
  select.onchange = () => tell(+select.value)
  return select
}

const kinds = {
  moment({ mode, value, start, end, fields }) {
    const input = document.createElement('input')
    Object.assign(input, { type: mode === 'date' && fields === 'month' ? 'month' : TYPES[mode], value: value || '', min: start, max: end })
    input.setAttribute('aria-label', mode === 'date' ? '日期' : '时间')
    return { body: [input], read: () => input.value }
  },
  columns({ mode, value, range, rangeKey }, picker) {
    const many = mode === 'multiSelector'
    const columns = (many ? range : [range]).map((column) => column.map((one) => (rangeKey ? one[rangeKey] : one)))
    const body = columns.map((column, nth) => choice(column, `选项${nth + 1}`, many ? value?.[nth] : value, (chosen) => fire(picker, 'columnchange', { column: nth, value: chosen })))
    return { body, read: () => (many ? body.map((one) => +one.value) : body[0].value) }
  },
  // WeChat carries the divisions of the country; the host lets them be typed
  region() {
    const body = ['省', '市', '区'].map((label) => {
      const input = document.createElement('input')
      input.setAttribute('aria-label', label)
      return input
    })
    return { body, read: () => body.map((one) => one.value) }
  },
}

async function open(picker) {
  const { mode, headerText, disabled } = picker.data
  if (disabled) return
  const { body, read } = (TYPES[mode] ? kinds.moment : mode === 'region' ? kinds.region : kinds.columns)(picker.data, picker)
  const held = document.createElement('div')
  held.className = 'mp-picker'
  held.append(...body)
  const pressed = await globalThis.wx.__dialog({ title: headerText || '请选择', body: held, buttons: ['取消', '确定'] })
  if (pressed === '取消') return fire(picker, 'cancel', {})
  const value = read()
  picker.setData({ value })
  fire(picker, 'change', mode === 'region' ? { value, code: [], postcode: '' } : { value })
}

const wheels = (view) => [...elementOf(view).querySelectorAll('wx-picker-view-column')]

export function pickers(define) {
  define('picker', {
    props: { ...FIELD, mode: S('selector'), value: ANY(''), start: S(), end: S(), fields: S('day'), range: ANY([]), rangeKey: S(), headerText: S(), level: S(), customItem: S() },
    attached() {
      attribute(this, 'role', 'button')
      onTap(this, () => open(this))
    },
    methods: {
      formValue() {
        return this.data.value
      },
    },
  })
  define('picker-view', {
    props: { value: ANY([]), indicatorStyle: S(), indicatorClass: S(), maskStyle: S(), maskClass: S(), immediateChange: ANY() },
    observers: {
      value() {
        requestAnimationFrame(() => this.place?.())
      },
    },
    attached() {
      requestAnimationFrame(() => this.place())
    },
    methods: {
      place() {
        wheels(this).forEach((wheel, nth) => componentOf(wheel).choose(this.data.value?.[nth] ?? 0))
      },
      turned() {
        const value = wheels(this).map((wheel) => componentOf(wheel).chosen)
        if (JSON.stringify(value) === JSON.stringify(this.data.value)) return
        this.setData({ value })
        fire(this, 'change', { value })
      },
    },
  })
  define('picker-view-column', {
    attached() {
      const wheel = elementOf(this)
      this.chosen = 0
      wheel.addEventListener('scrollend', () => {
        this.chosen = Math.round(wheel.scrollTop / (wheel.firstElementChild?.offsetHeight || 1))
        componentOf(wheel.closest('wx-picker-view'))?.turned()
      })
      wheel.addEventListener('click', (event) => {
        const nth = [...wheel.children].findIndex((one) => one.contains(event.target))
        if (nth >= 0) wheel.children[nth].scrollIntoView({ block: 'center' })
      })
    },
    methods: {
      choose(nth) {
        this.chosen = nth
        elementOf(this).scrollTop = nth * (elementOf(this).firstElementChild?.offsetHeight ?? 0)
      },
    },
  })
}
