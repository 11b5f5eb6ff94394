// One photo into the hospital's store: a form is asked for, the file is posted, then the application is looked at until it is sealed or not taken.
import { post, typeOf } from '../kernel/photo'
import { type Application, application, type Paper, wantPaper } from './service'

const PAUSES = [500, 800, 1000, 1500, 2000, 2000, 3000, 3000, 4000, 4000, 5000, 5000]

/** Post it; `tell` hears how much went, 0 to 100. Raises Problem; the same place may be tried again. */
export async function send(id: string, kind: string, nth: number, path: string, tell: (percent: number) => void): Promise<void> {
  await post(await wantPaper(id, { kind, nth, content_type: typeOf(path) }), path, tell)
}

/** Look until that file is sealed or not taken, or for half a minute; the application as it stands then. */
export async function settled(id: string, kind: string, nth: number): Promise<Application> {
  let found = await application(id)
  for (const pause of PAUSES) {
    if (paperOf(found, kind, nth)?.state !== 'wanted') return found
    await new Promise((resolve) => setTimeout(resolve, pause))
    found = await application(id)
  }
  return found
}

export function paperOf(found: Application, kind: string, nth: number): Paper | undefined {
  return found.papers.find((one) => one.kind === kind && one.nth === nth)
}
