// Properties as glass-easel wants them, and the element behind a component.
export const S = (value = '') => ({ type: String, value })
export const B = (value = false) => ({ type: Boolean, value })
export const N = (value = 0) => ({ type: Number, value })
export const ANY = (value = null) => ({ type: null, value })
export const FIELD = { name: S(), disabled: B() }

export const elementOf = (component) => component.$$

export function attribute(component, name, value) {
  const element = elementOf(component)
  if (value === '' || value === null || value === undefined || value === false) element?.removeAttribute(name)
  else element?.setAttribute(name, value)
}

export const fire = (component, name, detail, options = {}) => component.triggerEvent(name, detail, options)
export const onTap = (component, deed) => component.addListener('tap', (event) => void deed.call(component, event))
/** The component of an element. */
export const componentOf = (element) => element?.__wxElement
