// What WeChat does for its user: sign in, vouch for a phone number, ask for messages, open the cashier. The played WeChat answers.
import { dialog, toast } from './dialogs.js'
import { privately } from './privacy.js'

const user = () => localStorage.getItem('mp-host:user')

async function played(deed, about = {}) {
  const answer = await fetch(`-/${deed}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ user: user(), ...about }) })
  if (!answer.ok) throw new Error(`${deed} ${answer.status}`)
  return answer.json()
}

/** A code for the user's phone number; `phone` may say which it is (it is asked for where the user has none that is known). */
export async function phoneCode() {
  await privately()
  const phone = localStorage.getItem('mp-host:phone')
  return (await played('phone_code', phone ? { phone } : {})).code
}

async function subscribe({ tmplIds }) {
  if (!tmplIds?.length || tmplIds.length > 3) throw new Error('20003: one to three templates')
  const pressed = await dialog({ title: '杏林医院 申请向您发送消息', body: `${tmplIds.length} 类服务通知`, buttons: ['拒绝', '允许'] })
  const answers = Object.fromEntries(tmplIds.map((one) => [one, pressed === '允许' ? 'accept' : 'reject']))
  await played('subscribe', { answers })
  return answers
}

async function pay(options) {
  for (const name of ['timeStamp', 'nonceStr', 'package', 'signType', 'paySign']) if (!options[name]) throw new Error(`parameter error: ${name}`)
  const { cashier, appid } = await (await fetch('-/where')).json()
  const { timeStamp, nonceStr, package: packed, signType, paySign } = options
  const back = new URL('back.html', location.href).href.split('#')[0]
  const asked = new URLSearchParams({ appId: appid, timeStamp, nonceStr, package: packed, signType, paySign, back })
  const mask = document.createElement('div')
  mask.className = 'mp-mask cashier'
  const frame = document.createElement('iframe')
  frame.title = '收银台'
  frame.src = `${cashier}?${asked}`
  mask.append(frame)
  document.body.append(mask)
  const result = await new Promise((resolve) => {
    const heard = ({ source, data }) => {
      if (source !== frame.contentWindow || !data?.cashier) return
      removeEventListener('message', heard)
      resolve(data.cashier)
    }
    addEventListener('message', heard)
  })
  mask.remove()
  if (result !== 'ok') throw new Error(result === 'cancel' ? 'cancel' : '')
}

export const open = (_nav, api) => ({
  __phoneCode: phoneCode,
  login: api('login', async () => ({ code: (await played('login')).code })),
  checkSession: api('checkSession', () => ({})),
  requestSubscribeMessage: api('requestSubscribeMessage', subscribe),
  requestPayment: api('requestPayment', pay),
  scanCode: api('scanCode', async () => {
    const input = document.createElement('input')
    input.setAttribute('aria-label', '扫到的内容')
    if ((await dialog({ title: '扫一扫', body: input, buttons: ['取消', '确定'] })) === '取消') throw new Error('cancel')
    return { result: input.value, scanType: 'QR_CODE', charSet: 'utf-8' }
  }),
  getSetting: api('getSetting', () => ({ authSetting: {}, subscriptionsSetting: { mainSwitch: true, itemSettings: {} } })),
  openSetting: api('openSetting', () => ({ authSetting: {} })),
  makePhoneCall: api('makePhoneCall', ({ phoneNumber }) => toast(`拨打 ${phoneNumber}`, 1500)),
  openLocation: api('openLocation', ({ name }) => toast(`地图：${name}`, 1500)),
  openCustomerServiceChat: api('openCustomerServiceChat', () => {}),
  showShareMenu: api('showShareMenu', () => {}),
  hideShareMenu: api('hideShareMenu', () => {}),
})
