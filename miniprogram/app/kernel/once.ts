// Double taps do one thing, and one intention has one key until its outcome is known.
import { Problem } from './problem'

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const keys = new WeakMap<object, Map<string, string>>()
const running = new WeakMap<object, Map<string, Promise<unknown>>>()

/** A key to be told apart by, not a secret. */
export function newKey(): string {
  return Array.from({ length: 24 }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join('')
}

/** Do it once: a tap while it runs is the same tap; the key stays the same while nobody knows whether it was done.
 *
 * `intention` names what is done and with what: what is asked for otherwise is another intention.
 */
export function once<T>(page: object, intention: string, act: (key: string) => Promise<T>): Promise<T> {
  const mine = of(running, page)
  const before = mine.get(intention) as Promise<T> | undefined
  if (before) return before
  const doing = acted(of(keys, page), intention, act).finally(() => mine.delete(intention))
  mine.set(intention, doing)
  return doing
}

async function acted<T>(known: Map<string, string>, intention: string, act: (key: string) => Promise<T>): Promise<T> {
  const key = known.get(intention) ?? newKey()
  known.set(intention, key)
  try {
    const done = await act(key)
    known.delete(intention)
    return done
  } catch (fault) {
    if (fault instanceof Problem && !fault.unknown) known.delete(intention)
    throw fault
  }
}

function of<T>(where: WeakMap<object, Map<string, T>>, page: object): Map<string, T> {
  const found = where.get(page) ?? new Map<string, T>()
  where.set(page, found)
  return found
}
