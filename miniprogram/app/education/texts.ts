// Every word of this room.
export const LIST = {
  search: '标题、检查、药品或科室',
  label: '搜索健康知识',
  clear: '清除',
  latest: '最新',
  seasons: { spring: '春季养生', summer: '夏季养生', autumn: '秋季养生', winter: '冬季养生' },
  issue: '本院健康周刊',
  choices: '订阅和推送',
  empty: '还没有文章，过几天再来看看',
  none: '没有找到相关文章，换个说法再试',
  more: '加载更多',
  off: '医院暂未开放健康宣教',
} as const

export const ARTICLE = {
  published: '发布于 {at}',
  commercial: '商业推广',
  note: '本文是健康知识，不能代替医生诊断；身体不适请及时就诊。',
  optIn: '这篇内容含商业推广，需要您单独同意后才能查看',
  agree: '阅读同意书',
  gone: '这篇文章已下线',
  list: '看看其他文章',
} as const

export const ISSUE = {
  week: '{year} 年第 {week} 周',
  past: '往期',
  empty: '还没有周刊',
  gone: '这一期的文章已下线',
} as const

export const CHOICES = {
  push: '推送',
  weekly: '每周健康周刊',
  weeklyHint: '每周一次，医生写给患者的文章',
  greetings: '节日问候',
  greetingsHint: '春节、中秋等节日',
  shut: '“消息设置”中的健康宣教没有打开，打开后才会推送给您',
  openUp: '打开',
  mine: '与我的诊断和用药有关的知识',
  mineHint: '在“消息设置”中选择',
  commercial: '商业推广',
  commercialHint: '默认不看。需要单独同意，随时可以关闭；不影响就医。',
  offers: '推广内容',
  none: '目前没有推广内容',
} as const
