// WeChat asks for its user's yes to the privacy guide before the first use of what touches privacy; an app may ask in its own way.
import { dialog } from './dialogs.js'

const agreed = () => localStorage.getItem('mp-host:privacy') !== 'ask' // a phone that has said yes before, unless a test makes it a new one
const agree = () => localStorage.setItem('mp-host:privacy', 'yes')
const refused = () => Object.assign(new Error('privacy permission is not authorized'), { errno: 104 })
let asksItself = null

/** Raises unless the user agrees, or has agreed. */
export async function privately() {
  if (agreed()) return
  if (asksItself) {
    await new Promise((resolve, reject) => asksItself(({ event }) => (event === 'disagree' ? reject(refused()) : resolve()), {}))
  } else if ((await dialog({ title: '用户隐私保护提示', body: '请阅读并同意《杏林医院小程序隐私保护指引》', buttons: ['拒绝', '同意'] })) === '拒绝') throw refused()
  agree()
}

export const privacy = (_nav, api) => ({
  __agreePrivacy: agree,
  getPrivacySetting: api('getPrivacySetting', () => ({ needAuthorization: !agreed(), privacyContractName: '《杏林医院小程序隐私保护指引》' })),
  onNeedPrivacyAuthorization: (deed) => {
    asksItself = deed
  },
  requirePrivacyAuthorize: api('requirePrivacyAuthorize', privately),
  openPrivacyContract: api('openPrivacyContract', () => {}),
})
