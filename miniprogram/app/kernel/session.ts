// Who is signed in: wx.login's code for a token of fifteen minutes, renewed a minute before it ends without anybody noticing.
import type { Schema } from './api'
import { heard, now } from './clock'
import { ask } from './wire'

const EARLY = 60_000
const KEPT = 'session'

let held: Schema['SessionView'] | undefined
let signing: Promise<string> | undefined

/** The token; signs in first where there is none, or none that lasts. Several at once wait for the same sign-in. Raises Problem. */
export function token(): Promise<string> {
  held ??= kept()
  if (held && Date.parse(held.ends) - now() > EARLY) return Promise.resolve(held.token)
  signing ??= signIn().finally(() => (signing = undefined))
  return signing
}

/** That token is no longer taken: the next one is asked for anew. */
export function spent(which: string): void {
  if (held?.token === which) forget()
}

/** Whoever was signed in is not any more, on this phone. */
export function forget(): void {
  held = undefined
  wx.removeStorageSync(KEPT)
}

function kept(): Schema['SessionView'] | undefined {
  const found: unknown = wx.getStorageSync(KEPT)
  return found ? (found as Schema['SessionView']) : undefined
}

async function signIn(): Promise<string> {
  const { code } = await wx.login()
  const session = (await ask('POST', '/sessions', { body: { code } })) as Schema['SessionView']
  heard(session.server_time)
  held = session
  wx.setStorageSync(KEPT, session)
  return session.token
}
