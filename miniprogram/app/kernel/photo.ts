// One photo: taken or chosen, and posted straight into the hospital's store by a form that the back end signed.
import { Problem } from './problem'
import { WORDS } from './words'

/** Its path, or undefined when the patient thought better of it. */
export async function photo(): Promise<string | undefined> {
  try {
    const { tempFiles } = await wx.chooseMedia({ count: 1, mediaType: ['image'], sourceType: ['camera', 'album'], sizeType: ['compressed'] })
    return tempFiles[0]?.tempFilePath
  } catch (fault) {
    if (String((fault as { errMsg?: string }).errMsg).includes('cancel')) return undefined
    throw new Problem(-1, 'no_camera', WORDS.camera)
  }
}

/** What the file says it is. */
export function typeOf(path: string): 'image/png' | 'image/jpeg' {
  return path.toLowerCase().endsWith('.png') ? 'image/png' : 'image/jpeg'
}

/** Post it; `tell` hears how much went, 0 to 100. Raises Problem; the same place may be tried again. */
export async function post(form: { url: string; fields: Record<string, string> }, path: string, tell: (percent: number) => void): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const wrong = (): void => reject(new Problem(0, 'upload', WORDS.notSent))
    const task = wx.uploadFile({
      url: form.url,
      filePath: path,
      name: 'file',
      formData: form.fields,
      timeout: 60_000,
      success: ({ statusCode }) => (statusCode < 300 ? resolve() : wrong()),
      fail: wrong,
    })
    task?.onProgressUpdate?.(({ progress }) => tell(progress))
  })
}
