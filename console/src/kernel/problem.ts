// What the back end refused, or that it could not be reached. `message` is in words for whoever reads it.
import type { Schema } from "./api";
import { WORDS } from "./texts";

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly request: string = "",
    readonly fields: string[] = [],
  ) {
    super(message);
  }

  /** Somebody else was quicker, or it no longer stands there: what is shown must be read anew. */
  get stale(): boolean {
    return this.status === 409 || this.status === 404;
  }

  /** Nobody knows whether it was done: the same request, with the same key, may be sent again. */
  get unknown(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

export async function problemOf(answer: Response): Promise<Problem> {
  try {
    const said = (await answer.json()) as Partial<Schema["Problem"]>;
    const fields = (said.fields ?? []).map((one) => one.field ?? "").filter(Boolean);
    return new Problem(answer.status, said.code ?? "", said.message ?? WORDS.failed, said.request_id ?? "", fields);
  } catch {
    return new Problem(answer.status, "", WORDS.failed);
  }
}

export const unreachable = (): Problem => new Problem(0, "unreachable", WORDS.unreachable);

export const wordsOf = (fault: unknown): string => {
  if (!(fault instanceof Problem)) return WORDS.failed;
  return fault.unknown && fault.request ? `${fault.message}（${WORDS.requestNumber} ${fault.request}）` : fault.message;
};
