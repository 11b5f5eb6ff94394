// wx.createAnimation: each step is a set of styles with its time; the `animation` property of a built-in component plays them.
const UNIT = (value) => (typeof value === 'number' ? `${value}px` : value)
const STYLES = { opacity: String, backgroundColor: String, width: UNIT, height: UNIT, top: UNIT, left: UNIT, bottom: UNIT, right: UNIT }
const TURNS = { rotate: 'deg', rotateX: 'deg', rotateY: 'deg', rotateZ: 'deg', skewX: 'deg', skewY: 'deg', translateX: 'px', translateY: 'px', scale: '', scaleX: '', scaleY: '' }

export function animation(defaults = {}) {
  const steps = []
  let style = {}
  let transform = []
  const made = {
    step(options = {}) {
      steps.push({ style: { ...style, ...(transform.length ? { transform: transform.join(' ') } : {}) }, duration: 400, timingFunction: 'linear', delay: 0, ...defaults, ...options })
      style = {}
      transform = []
      return made
    },
    export: () => ({ actions: steps.splice(0) }),
    translate: (x, y = 0) => (transform.push(`translate(${UNIT(x)}, ${UNIT(y)})`), made),
  }
  for (const [name, written] of Object.entries(STYLES)) made[name] = (value) => ((style[name] = written(value)), made)
  for (const [name, unit] of Object.entries(TURNS)) made[name] = (...values) => (transform.push(`${name}(${values.map((one) => one + unit).join(',')})`), made)
  return made
}

/** Play what `animation` exported on an element. */
export async function play(element, exported) {
  for (const { style, duration, timingFunction, delay } of exported?.actions ?? []) {
    element.style.transition = `all ${duration}ms ${timingFunction} ${delay}ms`
    element.getBoundingClientRect()
    Object.assign(element.style, style)
    await new Promise((resolve) => setTimeout(resolve, duration + delay))
  }
}
