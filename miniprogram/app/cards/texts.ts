// Every word of this room.
export const RELATIONS = [
  { id: 'self', words: '本人' },
  { id: 'child', words: '子女' },
  { id: 'spouse', words: '配偶' },
  { id: 'parent', words: '父母' },
  { id: 'relative', words: '亲属' },
  { id: 'ward', words: '被监护人' },
  { id: 'friend', words: '朋友' },
] as const

export const KINDS = [
  { id: 'resident-id', words: '居民身份证', hint: '18 位号码', tells: true },
  { id: 'residence-permit', words: '港澳台居民居住证', hint: '18 位号码', tells: true },
  { id: 'hk-macau-pass', words: '港澳居民来往内地通行证', hint: 'H 或 M 开头', tells: false },
  { id: 'taiwan-pass', words: '台湾居民来往大陆通行证', hint: '8 位数字', tells: false },
  { id: 'passport', words: '护照', hint: '与护照首页一致', tells: false },
  { id: 'permanent-residence', words: '外国人永久居留身份证', hint: '新证 18 位，旧证 15 位', tells: false },
  { id: 'birth-certificate', words: '出生医学证明（儿童）', hint: '1 位字母加 9 位数字', tells: false },
  { id: 'household-register', words: '户口簿（儿童）', hint: '户口簿编号', tells: false },
] as const

export const SEXES = [
  { id: 'male', words: '男' },
  { id: 'female', words: '女' },
] as const

export const LEVELS = [
  { id: 'see', words: '查看' },
  { id: 'book', words: '挂号' },
  { id: 'pay', words: '缴费' },
  { id: 'all', words: '病历与全部' },
] as const

export const LIST = {
  empty: '还没有就诊人。添加后即可挂号、缴费、出示电子就诊卡。',
  add: '添加就诊人',
  show: '出示就诊卡',
  default: '默认',
  bind: '去绑定',
  dead: '档案已变更',
} as const

export const ADD = {
  modes: [
    { id: 'new', words: '首次就诊', hint: '没有在本院看过病，在线办理电子就诊卡' },
    { id: 'bind', words: '已有就诊卡', hint: '在本院看过病，用医院预留的手机号绑定' },
  ],
  relation: '与您的关系',
  name: '姓名',
  nameHint: '与证件一致',
  kind: '证件类型',
  number: '证件号码',
  phone: '手机号',
  phoneHint: '用于接收就诊短信',
  card: '就诊卡号',
  cardHint: '有多张就诊卡时填写',
  born: '出生日期',
  pick: '请选择',
  sex: '性别',
  guardian: '就诊人未满 14 周岁时，我作为其父母或其他监护人，同意医院为就诊处理其个人信息',
  submitNew: '办理就诊卡',
  submitBind: '获取验证码',
  consentTitle: '先了解，再填写',
  consentWords: '添加就诊人需要填写证件信息，用于核对身份和办理就诊卡。请先阅读并确认说明。',
  consent: '阅读说明',
  off: '医院暂未开放在线办理就诊卡，请携带证件到窗口办理',
  missing: { name: '请填写姓名', number: '请填写证件号码', phone: '请填写手机号', relation: '请选择与您的关系', born: '请选择出生日期', sex: '请选择性别' } as Record<string, string>,
  added: '已添加',
  toBind: '去绑定',
  toNew: '首次就诊',
  toHelp: '查看办法',
  stay: '知道了',
} as const

export const CODE = {
  title: '输入验证码',
  code: '6 位验证码',
  submit: '完成绑定',
  again: '重新获取验证码',
  sent: '验证码已重新发送',
  help: '收不到验证码？手机号已停用？',
  bound: '绑定成功',
  restart: '返回重新填写',
  lost: '绑定信息已失效，请返回重新填写',
} as const

export const PATIENT = {
  paper: '证件',
  phone: '预留手机号',
  noPhone: '未预留',
  relation: '关系',
  can: '我可以代办',
  cards: '就诊卡',
  default: '默认显示',
  makeDefault: '设为默认',
  show: '出示',
  bind: '去绑定',
  messages: '接收此就诊人的消息',
  messagesHint: '挂号、停诊、就诊提醒等',
  proxies: '谁可以代我办理',
  proxiesHint: '查看已绑定我的家人，随时停止',
  unbind: '解除绑定',
  unbindWords: '解除后，您的微信将不能再为此就诊人挂号、缴费和查看记录。医院的档案和就诊卡不受影响，可随时重新绑定。',
  unbindSure: '解除绑定',
  unbound: '已解除绑定',
  numberless: '办理中',
  help: '预留手机号已停用怎么办',
} as const

export const ECARD = {
  hint: '在窗口、自助机、检查室出示，供工作人员扫码',
  refresh: '刷新',
  empty: '还没有就诊卡',
  add: '添加就诊人',
  keep: '请勿把截图发给他人',
  label: '电子就诊卡的条码',
  bind: '去绑定',
  details: '查看就诊人',
  requested: '就诊卡正在由医院办理，办好后会自动显示在这里，不影响挂号',
} as const

export const PROXIES = {
  empty: '没有其他人绑定您。家人需要帮您办理时，可按下面的步骤添加。',
  since: '绑定于',
  levels: '可以代我',
  stop: '停止授权',
  stopWords: '停止后，对方立即不能再查看或代您办理。已经挂好的号不受影响。',
  stopSure: '停止授权',
  stopped: '已停止',
  saved: '已保存',
  someone: '微信用户',
  inviteTitle: '请家人帮我办理',
  invite: [
    '把小程序转发给家人',
    '家人在自己的微信里“添加就诊人”，填写您的姓名和证件号码',
    '您的手机会收到短信；不认识对方时，点短信中的链接即可立即停止',
    '回到这里，决定家人可以代办什么',
  ],
  share: '转发给家人',
  shareTitle: '请帮我在杏林医院办理就医事项',
  levelsHint: '默认可查看和挂号；缴费、病历需要您在这里开启',
} as const

export const HELP = {
  title: '预留手机号不能用了，怎么绑定就诊卡？',
  why: '为保护您的病历，验证码只发给您在医院预留的手机号。号码停用或填错时，请任选一种方式更改：',
  online: '在线申请变更',
  onlineTitle: '在线申请（不用到院）',
  onlineWords: '填写新手机号，拍摄证件正反面和本人手持证件照，工作人员审核通过后生效。',
  ways: [
    { title: '到窗口更改（当场办好）', words: '本人带有效证件原件，到任一院区门诊服务台或挂号窗口，更改预留手机号后回到这里绑定。' },
    { title: '家人代办更改', words: '不便到院的老人、儿童，家人可带双方证件原件和关系证明到窗口办理。' },
  ],
  then: '更改后，挂号可立即使用；为保护病历和账户安全，查看病历和缴费会在一段时间后开放，原手机号会收到提醒。',
  until: '在此之前，您仍可到窗口、自助机挂号就诊，不影响看病。',
  call: '电话咨询',
  none: '请向医院服务台咨询',
} as const

export const PHONE = {
  title: '变更医院预留手机号',
  intro: '填写就诊人的证件信息和要换成的新手机号，我们会先验证新手机号，再请您拍照。',
  name: '姓名',
  kind: '证件类型',
  number: '证件号码',
  card: '就诊卡号',
  cardHint: '有多张就诊卡时填写',
  phone: '新手机号',
  phoneHint: '能接收短信的手机号',
  next: '获取验证码',
  code: '6 位验证码',
  sent: '验证码已发送到新手机号',
  prove: '下一步',
  resend: '重新获取验证码',
  photos: '请拍摄以下三张照片',
  photosHint: '照片加密保存，只有审核人员能看，每次查看都有记录；办结后按期销毁。',
  take: '拍照',
  retake: '重拍',
  sending: '正在上传',
  checking: '正在检查照片',
  sealed: '已加密保存',
  withdraw: '撤回申请',
  withdrawWords: '撤回后照片会被销毁，可以重新申请。',
  withdrawSure: '撤回',
  withdrawn: '已撤回',
  again: '再次申请',
  bind: '去绑定就诊卡',
  phoneWas: '新手机号',
  reason: '原因',
  after: '审核一般在 1 个工作日内完成，结果会发短信到新手机号；原手机号也会收到提醒。',
  missing: { name: '请填写姓名', number: '请填写证件号码', phone: '请填写新手机号' } as Record<string, string>,
} as const

// Words with something in them.
export const SAY = {
  sentTo: (phone: string) => `验证码已发送到医院预留的手机号 ${phone}`,
  wait: (seconds: number) => `${seconds} 秒后可重新获取`,
  card: (number: string) => `就诊卡 ${number}`,
  waits: (when: string) => `为保护账户安全，查看病历和缴费将在 ${when} 后开放，挂号不受影响`,
  ends: (left: string) => `${left} 后自动更新`,
  stop: (name: string) => `停止 ${name} 的授权？`,
  unbind: (name: string) => `解除 ${name} 的绑定？`,
} as const
