// One request and its answer, nothing more.
import { heard } from './clock'
import { Problem, problemOf } from './problem'
import { ROOT } from './settings'
import { WORDS } from './words'

const TIMEOUT = 15_000

export interface Sent {
  body?: unknown
  token?: string | undefined
  key?: string | undefined
}

/** Ask the back end. Raises Problem: what it refused, or that nobody answered. */
export function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', where: string, { body, token, key }: Sent = {}): Promise<unknown> {
  const header: Record<string, string> = { 'content-type': 'application/json' }
  if (token) header['authorization'] = `Bearer ${token}`
  if (key) header['idempotency-key'] = key
  return new Promise((resolve, reject) => {
    wx.request({
      url: ROOT + where,
      method,
      header,
      timeout: TIMEOUT,
      ...(body === undefined ? {} : { data: body as WechatMiniprogram.IAnyObject }),
      success: ({ statusCode, data, header: told }) => {
        heard(dateOf(told))
        if (statusCode >= 200 && statusCode < 300) resolve(data)
        else reject(problemOf(statusCode, data))
      },
      fail: () => reject(new Problem(0, 'offline', WORDS.offline)),
    })
  })
}

function dateOf(header: Record<string, string> | undefined): string | undefined {
  return header?.['Date'] ?? header?.['date']
}
