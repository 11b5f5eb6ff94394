// What every room says alike.
export const WORDS = {
  offline: '网络不通畅，请检查网络后重试',
  away: '服务暂时没有应答，请稍后重试；急诊请直接到医院',
  failed: '没有成功，请稍后重试',
  notSent: '照片没有上传成功，请检查网络后重试',
  camera: '需要使用相机或相册才能上传照片',
  not: '再想想',
  known: '知道了',
} as const
