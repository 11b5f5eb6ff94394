// Every kind of message and how it is told here: read once a sign-in.
import { shallowRef } from "vue";
import type { Schema } from "../kernel/api";
import { call } from "../kernel/request";
import { whenLeaving } from "../kernel/token";

export type Kind = Schema["chalicelib__messages__desk_views__KindView"];
export const kinds = shallowRef<Kind[]>([]);
whenLeaving(() => (kinds.value = []));

export async function readKinds(): Promise<void> {
  if (!kinds.value.length) kinds.value = (await call("get", "/desk/message-kinds")).kinds;
}
