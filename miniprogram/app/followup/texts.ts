// Every word of this room.
export const LIST = {
  empty: '目前没有需要您填写的随访问卷',
  until: '请在 {until} 前填写',
  answered: '已于 {at} 填写',
  on: '接收随访',
  offTitle: '不再接收随访？',
  offWords: '医院将不再向{name}发送随访问卷和电话随访，随时可以重新开启。',
  offSure: '不再接收',
  wants: '接收{name}的随访',
} as const

export const ASK = {
  required: '必填',
  many: '可多选',
  send: '提交',
  missing: '还有 {count} 题未填写，已为您标出',
  wrong: { least: '不能小于 {least}', most: '不能大于 {most}', whole: '请填写整数', number: '请填写数字', required: '这一题需要填写' },
  pick: '请选择日期',
  text: '请填写',
  anonymous: '匿名问卷：医院不会知道是谁填写的',
  sure: '提交后不能修改',
  said: '您的回答',
  none: '未填写',
  call120: '拨打 120',
  callWard: '拨打 {phone}',
  back: '返回',
  turn: { '120': '请立即拨打 120', emergency: '请立即到急诊就诊', ward: '请联系病房', clinic: '请尽快到门诊就诊' },
} as const
