export const TEXTS = {
  phone: '手机号',
  noPhone: '未绑定手机号',
  bindPhone: '绑定手机号',
  changePhone: '更换',
  phoneKept: '手机号已更新',
  noPhoneAllowed: '没有取得手机号，可稍后再绑定',
  large: '长辈模式',
  largeHint: '字更大，按钮更大',
  groups: [
    [
      { words: '就诊人和就诊卡', url: '/cards/pages/list/index', needs: 'cards' },
      { words: '我的挂号', url: '/registration/pages/history/index', needs: 'registration' },
      { words: '缴费记录', url: '/payments/pages/list/index', needs: 'payments' },
      { words: '病历复印', url: '/copies/pages/list/index', needs: 'copies' },
    ],
    [
      { words: '我的随访', url: '/followup/pages/list/index', needs: 'follow_up' },
      { words: '评价与意见', url: '/feedback/pages/list/index', needs: 'feedback' },
      { words: '在线客服', url: '/chat/pages/talk/index', needs: 'chat' },
      { words: '健康宣教', url: '/education/pages/list/index', needs: 'education' },
    ],
    [
      { words: '收件地址', url: '/privacy/pages/addresses/index', needs: '' },
      { words: '消息设置', url: '/messages/pages/settings/index', needs: '' },
    ],
    [
      { words: '谁看过我的资料', url: '/privacy/pages/looks/index', needs: '' },
      { words: '隐私与授权', url: '/privacy/pages/consents/index', needs: '' },
      { words: '下载我的数据', url: '/privacy/pages/data/index', needs: '' },
      { words: '注销账号', url: '/privacy/pages/deletion/index', needs: '' },
    ],
  ],
  out: '退出所有设备',
  outAsk: '其他手机上的登录立即失效；本机会重新登录。手机丢失时请使用。',
  outSure: '退出',
  outDone: '其他设备已退出',
} as const
