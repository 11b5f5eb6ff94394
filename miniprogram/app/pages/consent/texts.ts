export const TEXTS = {
  yes: '同意并继续',
  no: '不同意',
  empty: '没有找到这份说明',
  window: '不同意也可以到医院窗口办理',
} as const
