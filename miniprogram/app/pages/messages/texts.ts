export const TEXTS = {
  empty: '还没有消息。挂号、缴费、复印病历后，进展会在这里。',
  settings: '消息设置',
  more: '查看更早的消息',
  end: '没有更早的消息了',
  channels: { wechat: '微信', sms: '短信' } as Record<string, string>,
  open: '查看',
  today: '今天',
} as const
