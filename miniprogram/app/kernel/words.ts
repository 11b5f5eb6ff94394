// What every room says alike.
export const WORDS = {
  offline: '网络不通畅，请检查网络后重试',
  away: '服务暂时没有应答，请稍后重试；急诊请直接到医院',
  failed: '没有成功，请稍后重试',
  signIn: '登录没有成功，请稍后重试',
  refused: '未同意该说明，暂不能在线办理；您仍可到窗口办理',
  again: '重试',
  refreshed: '已是最新内容',
} as const
