// What WeChat forbids and a browser allows: setData carries JSON only, for it goes from one thread to another.

/** Raises TypeError naming what is no JSON. The copy is what the view gets. */
export function jsonOnly(data, where) {
  for (const [name, value] of Object.entries(data)) refuse(value, `${where}: setData(${name})`)
  return JSON.parse(JSON.stringify(data))
}

function refuse(value, where) {
  const kind = value === null ? 'null' : typeof value
  if (kind === 'undefined' || kind === 'function' || kind === 'symbol' || kind === 'bigint' || Number.isNaN(value)) throw new TypeError(`${where} is ${kind}`)
  if (kind !== 'object') return
  if (Array.isArray(value)) return value.forEach((one, nth) => refuse(one, `${where}[${nth}]`))
  if (value === null) return
  const made = Object.getPrototypeOf(value)
  if (made !== Object.prototype && made !== null) throw new TypeError(`${where} is a ${made?.constructor?.name}`)
  for (const [name, one] of Object.entries(value)) refuse(one, `${where}.${name}`)
}
