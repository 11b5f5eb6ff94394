// Every word of this room.
export const LIST = {
  periods: [
    { id: 'week', words: '近一周' },
    { id: 'month', words: '近一月' },
    { id: 'quarter', words: '近三月' },
  ],
  empty: '这段时间没有缴费或退款记录',
  paid: '支付',
  refunded: '退款',
  note: '退款按原支付渠道退回，一般 1–3 个工作日到账。',
} as const

export const ORDER = {
  amount: '金额',
  refunded: '已申请退款',
  what: '内容',
  paidAt: '支付时间',
  expires: '请在此之前支付',
  number: '订单号',
  copy: '复制',
  copied: '订单号已复制',
  open: '查看详情',
  pay: '去支付',
  empty: '没有找到这笔订单',
} as const
