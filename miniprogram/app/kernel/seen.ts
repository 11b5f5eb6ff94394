// The hospital is told that a message was opened: urgent ones that nobody opens are called after by people.
import { request } from './request'

/** Tell it; when it cannot be told, nothing is lost but a call from the hospital. */
export async function seen(message: string): Promise<void> {
  await request('post', '/messages/{message}', { path: { message } }).catch(() => undefined)
}
