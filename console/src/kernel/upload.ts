// A file straight into the hospital's store, by the form that the back end made for it.
import { unreachable } from "./problem";

export interface Form {
  url: string;
  fields: Record<string, string>;
  largest: number;
}

/** Answers whether the store took it. */
export async function upload(form: Form, file: File): Promise<boolean> {
  if (file.size > form.largest) return false;
  const body = new FormData();
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
  body.append("file", file);
  const answer = await fetch(form.url, { method: "POST", body, credentials: "omit", referrerPolicy: "no-referrer" }).catch(() => {
    throw unreachable();
  });
  return answer.ok;
}
