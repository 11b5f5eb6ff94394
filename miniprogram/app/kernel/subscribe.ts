// Asking for messages: which templates, by the back end's table (docs/messages.md); on a tap; and what was answered is told.
import type { Schema } from './api'
import { newKey } from './once'
import { request } from './request'

type Journey = Schema['Journey']
type Result = Schema['Results']['results'][string]
const ANSWERS = new Set<string>(['accept', 'acceptWithAudio', 'acceptWithAlert', 'reject', 'ban', 'filter'])
const known = new Map<Journey, Schema['SubscriptionsView']>()

/** Learn what that tap asks for, before the tap: WeChat shows its question only right after one. Never fails. */
export async function prepare(journey: Journey): Promise<void> {
  try {
    known.set(journey, await request('get', '/me/subscriptions', { query: { journey } }))
  } catch {
    known.delete(journey)
  }
}

/** `enough`: there is nothing to ask for any more; `unknown`: it could not be asked. */
export type Allowed = 'yes' | 'no' | 'enough' | 'unknown'

/** Within the tap: show WeChat's question, if there is one; then tell the answers. Never fails, and never keeps the deed from being done. */
export async function allow(journey: Journey): Promise<Allowed> {
  const asked = known.get(journey)
  if (!asked?.templates.length) return asked ? 'enough' : 'unknown'
  known.delete(journey)
  try {
    const said = await wx.requestSubscribeMessage({ tmplIds: asked.templates })
    const results = Object.fromEntries(asked.templates.filter((one) => ANSWERS.has(String(said[one]))).map((one) => [one, said[one] as Result]))
    if (Object.keys(results).length) void report({ asked: asked.asked, results })
    return Object.values(results).some((one) => one.startsWith('accept')) ? 'yes' : 'no'
  } catch {
    return 'no' // closed, switched off, or not to be shown: nothing was allowed
  }
}

async function report(body: Schema['Results']): Promise<void> {
  try {
    await request('post', '/me/subscriptions', { body, key: newKey() })
  } catch {
    // WeChat's own push tells it too
  }
}
