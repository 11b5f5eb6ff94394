// Every word of this room.
export const HOSPITAL = {
  campuses: '院区',
  call: '电话',
  call_: '拨打电话',
  departments: '科室与医生',
  prices: '价格公示',
  book: '预约挂号',
  empty: '医院暂未公布介绍',
} as const

export const CAMPUS = {
  address: '地址',
  phone: '电话',
  copy: '复制地址',
  copied: '地址已复制，可粘贴到地图中导航',
  departments: '本院区科室',
  empty: '没有找到这个院区',
  closed: '医院暂未公布科室',
} as const

export const DEPARTMENT = {
  about: '科室介绍',
  where: '在哪里',
  doctors: '医生',
  none: '暂未公布医生',
  said: '患者评价',
  saidNote: '由就诊患者填写，经患者同意、医院审核后显示',
  book: '预约本科室',
  more: '展开全部',
} as const

export const DOCTOR = {
  about: '医生介绍',
  good: '擅长',
  posts: '出诊科室',
  book: '预约',
  none: '暂无介绍',
  off: '医院暂未开放线上预约，请到窗口办理',
} as const

export const PRICES = {
  search: '药品、项目名称、拼音首字母或编码',
  label: '搜索价格',
  clear: '清除',
  empty: '没有找到相关的药品或项目，换个说法再试',
  off: '医院暂未开放价格查询，请到收费处咨询',
  more: '加载更多',
  drug: '药品',
  item: '项目',
  code: '编码',
  note: '价格以医院收费处当日执行价为准，医保报销以结算为准。',
} as const

// Words with something in them.
export const SAY = {
  doctor: (name: string) => `${name} 医生`,
  stars: (month: string, stars: number) => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月就诊 · ${stars} 星`,
  per: (unit: string) => `/${unit}`,
} as const
