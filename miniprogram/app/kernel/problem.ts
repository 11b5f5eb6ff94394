// A refusal of the back end, or that it could not be reached. `message` is in words for the patient.
import { WORDS } from './words'

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: readonly string[] = [],
    readonly request = '',
  ) {
    super(message)
    Object.setPrototypeOf(this, Problem.prototype)
  }

  /** Nobody answered at all. */
  get offline(): boolean {
    return this.status === 0
  }

  /** Nobody knows whether it was done: the same request, with the same key, may be sent again. */
  get unknown(): boolean {
    return this.status === 0 || this.status >= 500
  }
}

interface Said {
  code?: string
  message?: string
  request_id?: string
  fields?: { field?: string }[]
}

/** Of an answer that is no success. */
export function problemOf(status: number, data: unknown): Problem {
  const said = (typeof data === 'object' && data !== null ? data : {}) as Said
  const fields = (said.fields ?? []).map((one) => one.field ?? '').filter(Boolean)
  const words = status >= 500 ? WORDS.away : WORDS.failed
  return new Problem(status, said.code ?? '', said.code && said.message ? said.message : words, fields, said.request_id ?? '')
}

/** Of whatever was thrown. */
export function asProblem(fault: unknown): Problem {
  if (fault instanceof Problem) return fault
  console.error(fault)
  return new Problem(-1, 'fault', WORDS.failed)
}

export function wordsOf(fault: unknown): string {
  return asProblem(fault).message
}
