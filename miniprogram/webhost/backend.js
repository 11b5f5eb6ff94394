// glass-easel drawn into the browser's document.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { BUILTIN_TAGS } from './builtins.js'

const rpx = (style) => String(style).replace(/(-?\d*\.?\d+)rpx\b/g, (_, n) => `calc(var(--rpx) * ${n})`)

export function createBackend() {
  const context = new glassEasel.CurrentWindowBackendContext()
  context.document = {
    createElement(tag) {
      const element = document.createElement(BUILTIN_TAGS.has(tag) ? 'wx-' + tag : tag === 'root' ? 'wx-root' : tag)
      const set = element.setAttribute.bind(element)
      element.setAttribute = (name, value) => set(name, name === 'style' ? rpx(value) : value)
      return element
    },
    createTextNode: (text) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  }
  // Event.triggerBackendEvent is not there in 0.12.1
  context.onEvent((target, type, detail, options) => {
    glassEasel.Event.triggerEvent(target, type, detail, options)
  })
  return context
}

const point = (one) => ({ identifier: one.identifier ?? 0, pageX: one.pageX, pageY: one.pageY, clientX: one.clientX, clientY: one.clientY, ...inCanvas(one) })

function inCanvas(one) {
  const box = one.target?.getBoundingClientRect?.()
  return { x: one.clientX - (box?.left ?? 0), y: one.clientY - (box?.top ?? 0) }
}

/** WeChat's events carry their touches at the top level. */
export function giveTouches() {
  for (const name of ['touches', 'changedTouches']) {
    Object.defineProperty(glassEasel.Event.prototype, name, {
      configurable: true,
      get() {
        const original = this.getOriginalEvent?.()
        if (!original) return []
        return original[name] ? [...original[name]].map(point) : [point(original)]
      },
    })
  }
}
