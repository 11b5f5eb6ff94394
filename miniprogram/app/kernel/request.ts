// The one way to the back end: typed by the contract, signed in unseen, asked again when nobody answered, consent asked for where it is missing.
import { ANYONE } from './anyone'
import type { Answer, Options, PathOf, Schema, Verb } from './api'
import { consented } from './consent'
import { Problem } from './problem'
import { spent, token } from './session'
import { ask } from './wire'

const TRIES = 3
const CONSENT = 'consent_required_'

interface Asked {
  path?: Record<string, string | number>
  query?: Record<string, unknown>
  body?: unknown
  key?: string
}

/** The answer. Raises Problem. Whatever is asked again carries the same key. */
export async function request<V extends Verb, P extends PathOf<V>>(
  verb: V,
  path: P,
  ...[options]: object extends Options<V, P> ? [Options<V, P>?] : [Options<V, P>]
): Promise<Answer<V, P>> {
  const asked = (options ?? {}) as Asked
  const where = filled(path, asked.path ?? {}) + queryOf(asked.query ?? {})
  const open = ANYONE.has(`${verb} ${path}`)
  for (let tried = 1; ; tried++) {
    const mine = open ? undefined : await token()
    try {
      return (await ask(METHODS[verb], where, { body: asked.body, key: asked.key, token: mine })) as Answer<V, P>
    } catch (fault) {
      if (!(fault instanceof Problem) || tried === TRIES || !(await mended(fault, mine, tried))) throw fault
    }
  }
}

const METHODS = { get: 'GET', post: 'POST', put: 'PUT', delete: 'DELETE' } as const

/** Whether to ask again: with another token, after consent, or after a pause because nobody was there. */
async function mended(fault: Problem, mine: string | undefined, tried: number): Promise<boolean> {
  if (fault.status === 401 && mine && tried === 1) {
    spent(mine)
    return true
  }
  if (fault.code.startsWith(CONSENT)) return consented(fault.code.slice(CONSENT.length) as Schema['Purpose'])
  const passing = fault.offline || [502, 503, 504].includes(fault.status) || fault.code === 'busy'
  if (passing) await new Promise((resolve) => setTimeout(resolve, 300 * 2 ** tried * (0.5 + Math.random())))
  return passing
}

function filled(path: string, values: Record<string, string | number>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])))
}

function queryOf(values: Record<string, unknown>): string {
  const named = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '')
  return named.length ? '?' + named.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&') : ''
}
