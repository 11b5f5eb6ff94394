// Paying an order: WeChat's cashier, then what the back end says of it. The cashier's own word is never taken for a payment.
import type { Schema } from './api'
import { request } from './request'

const PATIENCE = [300, 500, 800, 1200, 2000, 3000, 3000] // milliseconds between looks
const WAITS = new Set<Schema['OrderState']>(['awaiting', 'closing'])

/** `left`: the cashier was closed; `waiting`: paid, and not confirmed yet; else how the order stands. */
export type Paid = 'left' | 'waiting' | Schema['OrderState']

/** Show the cashier and wait for the outcome. Raises Problem when the order cannot be paid. */
export async function pay(order: string): Promise<Paid> {
  const parameters = await request('post', '/orders/{order}/prepay', { path: { order } })
  const went = await cashier(parameters)
  return went ? outcome(order) : ((await paidAlready(order)) ?? 'left')
}

/** How the order stands, looked at until it no longer waits, or for some seconds. */
export async function outcome(order: string): Promise<Paid> {
  for (const pause of PATIENCE) {
    const { state } = await request('get', '/orders/{order}', { path: { order } })
    if (!WAITS.has(state)) return state
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return 'waiting'
}

async function paidAlready(order: string): Promise<Paid | undefined> {
  const { state } = await request('get', '/orders/{order}', { path: { order } })
  return WAITS.has(state) ? undefined : state
}

/** Whether the payer went through with it. */
function cashier(parameters: Schema['PayParametersView']): Promise<boolean> {
  return new Promise((resolve) => {
    wx.requestPayment({ ...(parameters as WechatMiniprogram.RequestPaymentOption), success: () => resolve(true), fail: () => resolve(false) })
  })
}
