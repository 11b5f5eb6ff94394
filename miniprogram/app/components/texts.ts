export const STATE = {
  loading: '正在加载',
  empty: '这里还没有内容',
  offline: '没有连上网络',
  error: '暂时没有打开',
  again: '重试',
} as const
