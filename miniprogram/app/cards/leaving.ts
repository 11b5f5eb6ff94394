/** Back to where one came from; whoever came from outside (a forwarded card) finds the list of patients. */
export async function leave(): Promise<void> {
  if (getCurrentPages().length > 1) await wx.navigateBack()
  else await wx.redirectTo({ url: '/cards/pages/list/index' })
}
