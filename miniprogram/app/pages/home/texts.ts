export const TEXTS = {
  next: '今天接下来',
  nothing: '近期没有就诊安排',
  services: '服务',
} as const
