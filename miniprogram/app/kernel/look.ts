// How large things are: the patient's own choice, or WeChat's font size.
const KEPT = 'large_type'
const LARGE = 1.2

/** The class of every page's outermost view. */
export function look(): string {
  return large() ? 'page elders' : 'page'
}

/** Whether large type is on. */
export function large(): boolean {
  const chosen: unknown = wx.getStorageSync(KEPT)
  return typeof chosen === 'boolean' ? chosen : (wx.getAppBaseInfo().fontSizeScaleFactor ?? 1) >= LARGE
}

/** The choice, as the account has it or as it was just made. */
export function choose(on: boolean): void {
  wx.setStorageSync(KEPT, on)
}
