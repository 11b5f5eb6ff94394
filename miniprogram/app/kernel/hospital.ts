// The hospital and what it has switched on, asked for once in some minutes however many pages want it.
import type { Schema } from './api'
import { heard } from './clock'
import { request } from './request'

type Hospital = Schema['HospitalView']
const LASTS = 5 * 60_000

let held: { at: number; asked: Promise<Hospital> } | undefined

/** The hospital. `anew`: as it is now, because the page was pulled down. Raises Problem. */
export function hospital(anew = false): Promise<Hospital> {
  if (held && !anew && Date.now() - held.at < LASTS) return held.asked
  const asked = request('get', '/hospital').then((told) => {
    heard(told.now)
    return told
  })
  held = { at: Date.now(), asked }
  asked.catch(() => (held = undefined))
  return asked
}

/** Which functions are on, by name: `{ copies: true }`, to hide in a page what is off. */
export function switches(of: Hospital): Partial<Record<Schema['Function'], boolean>> {
  return Object.fromEntries(of.functions.map((one) => [one, true]))
}
