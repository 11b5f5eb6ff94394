// What the contract (docs/openapi.json) says of each call: its path, query, body and answer.
import type { components, paths } from "./openapi";

// Rooms may give the same name to different shapes; the contract then names each with its room. Here the record room's and the
// staff's own are called as those rooms call them.
type Own<K> = K extends `chalicelib__${"copies__desk_shapes" | "copies__desk_inputs" | "copies__inputs" | "copies__shapes" | "staff__views"}__${infer N}` ? N : K;
type Every = components["schemas"];
export type Schema = { [K in keyof Every as Own<K>]: Every[K] };
export type Verb = "get" | "post" | "put" | "delete";
export type PathOf<V extends Verb> = {
  [P in keyof paths]: paths[P] extends Record<V, { responses: unknown }> ? P : never;
}[keyof paths];

type Operation<V extends Verb, P extends PathOf<V>> = paths[P] extends Record<V, infer O> ? O : never;
type Parameters<O, In extends string> = O extends { parameters: infer A }
  ? In extends keyof A
    ? Exclude<A[In], undefined>
    : undefined
  : undefined;
type Json<R> = R extends { content: { "application/json": infer A } } ? A : undefined;
type Responses<O> = O extends { responses: infer R } ? R : never;

export type Answer<V extends Verb, P extends PathOf<V>> =
  Responses<Operation<V, P>> extends infer R
    ? { [S in keyof R & (200 | 201 | 202 | 204)]: Json<R[S]> }[keyof R & (200 | 201 | 202 | 204)]
    : never;
type Body<O> = O extends { requestBody: { content: { "application/json": infer B } } } ? B : undefined;

export type Options<V extends Verb, P extends PathOf<V>> = OptionsOf<Operation<V, P>>;
type OptionsOf<O> = Lax<"path", Parameters<O, "path">> & Lax<"query", Parameters<O, "query">> & Lax<"body", Body<O>>;
type Lax<K extends string, T> = [T] extends [undefined] ? unknown : object extends T ? { [k in K]?: T } : { [k in K]: T };
