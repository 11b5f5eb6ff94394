// WeChat's built-in components on the browser's own elements.
import { basic } from './builtins/basic.js'
import { buttons } from './builtins/buttons.js'
import { canvas } from './builtins/canvas.js'
import { checks } from './builtins/checks.js'
import { fields } from './builtins/fields.js'
import { media } from './builtins/media.js'
import { pickers } from './builtins/pickers.js'
import { play } from './animation.js'
import { ANY, B, N, S, attribute, elementOf } from './builtins/kinds.js'
import { scrolling } from './builtins/scrolling.js'

export const BUILTIN_TAGS = new Set(
  ('view text image button input textarea form label picker picker-view picker-view-column scroll-view swiper swiper-item switch checkbox ' +
    'checkbox-group radio radio-group slider icon progress navigator rich-text cover-view cover-image web-view canvas video camera movable-area ' +
    'movable-view root-portal page-container page-meta match-media').split(' '),
)

const SPOKEN = { ariaLabel: 'aria-label', ariaRole: 'role', ariaHidden: 'aria-hidden', ariaDisabled: 'aria-disabled', ariaChecked: 'aria-checked', ariaSelected: 'aria-selected', ariaExpanded: 'aria-expanded', ariaLive: 'aria-live', ariaModal: 'aria-modal' }
const spoken = Object.fromEntries(Object.entries(SPOKEN).map(([name, written]) => [name, function (value) {
  attribute(this, written, value === null || value === undefined ? '' : String(value))
}]))
const COMMON = { hidden: B(), hoverClass: S('none'), hoverStopPropagation: B(), hoverStartTime: N(50), hoverStayTime: N(400), animation: ANY(), ...Object.fromEntries(Object.keys(SPOKEN).map((name) => [name, ANY()])) }

export function defineBuiltins(space, target) {
  const define = (is, { props = {}, observers = {}, methods = {}, attached } = {}) => {
    const component = space.defineComponent({
      is,
      properties: { ...COMMON, ...props },
      observers: {
        ...spoken,
        hidden(value) {
          if (elementOf(this)) elementOf(this).dataset.hidden = String(!!value)
        },
        animation(value) {
          if (elementOf(this) && value) void play(elementOf(this), value)
        },
        ...observers,
      },
      methods,
      lifetimes: {
        attached() {
          pressable(this)
          attached?.call(this)
        },
      },
    })
    target.setGlobalUsingComponent(is, component)
  }
  for (const part of [basic, buttons, fields, checks, pickers, scrolling, media, canvas]) part(define)
}

/** hover-class, while a finger is on it. The class is the component's own, written with its style scope. */
function pressable(component) {
  const element = elementOf(component)
  const down = () => {
    const { hoverClass } = component.data
    if (!hoverClass || hoverClass === 'none') return
    element.dataset.pressed = 'true'
    setTimeout(() => delete element.dataset.pressed, 150)
  }
  element.addEventListener('touchstart', down, { passive: true })
}
