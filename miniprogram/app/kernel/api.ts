// What the contract (docs/openapi.json) says of each call: its path, query, body and answer. A changed contract breaks the build.
import type { components, paths } from '../../types/openapi'

export type Schema = components['schemas']
export type Verb = 'get' | 'post' | 'put' | 'delete'
export type PathOf<V extends Verb> = {
  [P in keyof paths]: paths[P] extends Record<V, { responses: unknown }> ? P : never
}[keyof paths]

type Operation<V extends Verb, P extends PathOf<V>> = paths[P] extends Record<V, infer O> ? O : never
type Given<O, In extends string> = O extends { parameters: infer A } ? (In extends keyof A ? Exclude<A[In], undefined> : undefined) : undefined
type Body<O> = O extends { requestBody: { content: { 'application/json': infer B } } } ? B : undefined
type Json<R> = R extends { content: { 'application/json': infer A } } ? A : undefined
type Responses<O> = O extends { responses: infer R } ? R : never
type Done = 200 | 201 | 202 | 204

export type Answer<V extends Verb, P extends PathOf<V>> =
  Responses<Operation<V, P>> extends infer R ? { [S in keyof R & Done]: Json<R[S]> }[keyof R & Done] : never

/** path, query and body as the contract has them; `key` where it wants an Idempotency-Key. */
export type Options<V extends Verb, P extends PathOf<V>> = Lax<'path', Given<Operation<V, P>, 'path'>> &
  Lax<'query', Given<Operation<V, P>, 'query'>> &
  Lax<'body', Body<Operation<V, P>>> &
  Keyed<Given<Operation<V, P>, 'header'>>
type Keyed<H> = [H] extends [never] ? unknown : [H] extends [{ 'Idempotency-Key': string }] ? { key: string } : unknown
type Lax<K extends string, T> = [T] extends [undefined] ? unknown : object extends T ? { [k in K]?: T } : { [k in K]: T }
