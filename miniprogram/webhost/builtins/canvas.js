// canvas type="2d": SelectorQuery's `node` is the browser's own canvas.
import { S, elementOf } from './kinds.js'

export function canvas(define) {
  define('canvas', {
    props: { type: S(), canvasId: S(), disableScroll: S() },
    attached() {
      const drawn = document.createElement('canvas')
      drawn.requestAnimationFrame = (deed) => requestAnimationFrame(deed)
      drawn.createImage = () => new Image()
      elementOf(this).append(drawn)
    },
  })
}

/** Let SelectorQuery answer `fields({ node: true })`, which glass-easel's adapter does not know. */
export function giveNodes(query) {
  const { prototype } = query.constructor
  if (prototype.__nodes) return
  const push = prototype._$push
  prototype.__nodes = true
  prototype._$push = function (selector, component, single, fields, told) {
    push.call(this, selector, component, single, fields, (found) => {
      const element = single && fields.node && component._$.getShadowRoot().querySelector(selector)
      if (element && found) found.node = elementOf(element).querySelector('canvas')
      told(found)
    })
  }
}
