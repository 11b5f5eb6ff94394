// One photo into the hospital's store: a form is asked for, the file is posted, then the application is looked at until it is sealed or not taken.
import { Problem } from '../kernel/problem'
import { type Application, application, type Paper, wantPaper } from './service'
import { TEXTS } from './texts'

const PAUSES = [500, 800, 1000, 1500, 2000, 2000, 3000, 3000, 4000, 4000, 5000, 5000]

/** Take or choose one photo; its path, or undefined when the patient thought better of it. */
export async function photo(): Promise<string | undefined> {
  try {
    const { tempFiles } = await wx.chooseMedia({ count: 1, mediaType: ['image'], sourceType: ['camera', 'album'], sizeType: ['compressed'] })
    return tempFiles[0]?.tempFilePath
  } catch (fault) {
    if (String((fault as { errMsg?: string }).errMsg).includes('cancel')) return undefined
    throw new Problem(-1, 'no_camera', TEXTS.papers.camera)
  }
}

/** Post it; `tell` hears how much went, 0 to 100. Raises Problem; the same place may be tried again. */
export async function send(id: string, kind: string, nth: number, path: string, tell: (percent: number) => void): Promise<void> {
  const content_type = path.toLowerCase().endsWith('.png') ? 'image/png' : 'image/jpeg'
  const { url, fields } = await wantPaper(id, { kind, nth, content_type })
  await new Promise<void>((resolve, reject) => {
    const wrong = (): void => reject(new Problem(0, 'upload', TEXTS.papers.wrong))
    const task = wx.uploadFile({
      url,
      filePath: path,
      name: 'file',
      formData: fields,
      timeout: 60_000,
      success: ({ statusCode }) => (statusCode < 300 ? resolve() : wrong()),
      fail: wrong,
    })
    task?.onProgressUpdate?.(({ progress }) => tell(progress))
  })
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
