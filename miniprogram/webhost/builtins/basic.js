// What only lays out, and what leads elsewhere.
import { ANY, B, N, S, attribute, componentOf, elementOf, onTap } from './kinds.js'

const PLAIN = ['view', 'cover-view', 'movable-area', 'movable-view', 'root-portal', 'page-container', 'page-meta', 'match-media', 'web-view', 'video', 'camera', 'icon']
const OPENS = { navigate: 'navigateTo', redirect: 'redirectTo', switchTab: 'switchTab', reLaunch: 'reLaunch', navigateBack: 'navigateBack' }

export function basic(define) {
  for (const name of PLAIN) define(name, { props: { src: S(), type: S(), size: ANY(23), color: S(), direction: S(), x: ANY(), y: ANY(), value: ANY(), enable: B(true), devicePosition: S(), flash: S(), pageStyle: S(), rootFontSize: S() } })
  define('text', { props: { selectable: B(), userSelect: B(), space: S(), decode: B() } })
  define('label', {
    props: { for: S() },
    attached() {
      onTap(this, (event) => {
        const field = elementOf(this).querySelector('wx-input>input,wx-textarea>textarea,wx-checkbox,wx-radio,wx-switch')
        if (!field || field.contains(event.getOriginalEvent?.()?.target)) return
        field.focus?.()
        componentOf(field)?.toggle?.()
      })
    },
  })
  define('navigator', {
    props: { url: S(), openType: S('navigate'), delta: N(1), target: S('self') },
    attached() {
      attribute(this, 'role', 'link')
      onTap(this, () => {
        const { url, openType, delta } = this.data
        globalThis.wx[OPENS[openType]]({ url, delta })
      })
    },
  })
  define('rich-text', {
    props: { nodes: ANY(''), space: S(), userSelect: B() },
    observers: {
      nodes(value) {
        if (elementOf(this)) elementOf(this).replaceChildren(...safely(value))
      },
    },
  })
  define('progress', {
    props: { percent: N(), showInfo: B(), strokeWidth: ANY(6), activeColor: S(), backgroundColor: S(), active: B() },
    attached() {
      this.bar = Object.assign(document.createElement('progress'), { max: 100, value: this.data.percent })
      elementOf(this).append(this.bar)
    },
    observers: {
      percent(value) {
        if (this.bar) this.bar.value = value
      },
    },
  })
}

const KEPT = new Set('a abbr b blockquote br code div em h1 h2 h3 h4 h5 h6 hr i img li ol p span strong sub sup table tbody td th thead tr u ul'.split(' '))

/** HTML, or WeChat's nodes; other elements and all scripts are left out, as WeChat does. */
function safely(nodes) {
  if (typeof nodes === 'string') {
    const parsed = new DOMParser().parseFromString(nodes, 'text/html')
    return [...parsed.body.childNodes].map(copied).filter(Boolean)
  }
  return (nodes ?? []).map((one) => {
    if (one.type === 'text') return document.createTextNode(one.text)
    const element = document.createElement(KEPT.has(one.name) ? one.name : 'div')
    for (const name of ['class', 'style']) if (one.attrs?.[name]) element.setAttribute(name, one.attrs[name])
    element.append(...safely(one.children ?? []))
    return element
  })
}

function copied(node) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.textContent)
  if (node.nodeType !== Node.ELEMENT_NODE || !KEPT.has(node.localName)) return null
  const element = document.createElement(node.localName)
  for (const name of ['class', 'style', 'colspan', 'rowspan']) if (node.hasAttribute(name)) element.setAttribute(name, node.getAttribute(name))
  element.append(...[...node.childNodes].map(copied).filter(Boolean))
  return element
}
