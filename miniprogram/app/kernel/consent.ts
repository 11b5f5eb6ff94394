// Consent is asked for where a deed needs it: the notice is shown, and the deed goes on with the same key when the answer is yes.
import type { Schema } from './api'

type Purpose = Schema['Purpose']
const asking = new Map<Purpose, Promise<boolean>>()

/** Show that purpose's notice; whether it was agreed to. */
export function consented(purpose: Purpose): Promise<boolean> {
  const before = asking.get(purpose)
  if (before) return before
  const answer = shown(purpose).finally(() => asking.delete(purpose))
  asking.set(purpose, answer)
  return answer
}

function shown(purpose: Purpose): Promise<boolean> {
  return new Promise((resolve) => {
    let yes = false
    wx.navigateTo({
      url: `/pages/consent/index?purpose=${purpose}`,
      events: {
        given: () => {
          yes = true
        },
        closed: () => resolve(yes),
      },
      fail: () => resolve(false),
    })
  })
}
