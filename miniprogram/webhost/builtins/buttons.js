// button, with what WeChat does for it (open-type).
import { ANY, B, FIELD, S, attribute, componentOf, elementOf, fire, onTap } from './kinds.js'

const OPEN = {
  async getPhoneNumber(button) {
    const pressed = await globalThis.wx.__dialog({ title: '杏林医院 申请使用您的手机号', body: '微信绑定号码', buttons: ['不允许', '允许'] })
    if (pressed === '不允许') return fire(button, 'getphonenumber', { errMsg: 'getPhoneNumber:fail user deny' })
    fire(button, 'getphonenumber', { errMsg: 'getPhoneNumber:ok', code: await globalThis.wx.__phoneCode() })
  },
  agreePrivacyAuthorization(button) {
    globalThis.wx.__agreePrivacy()
    fire(button, 'agreeprivacyauthorization', {})
  },
  async chooseAvatar(button) {
    const chosen = await globalThis.wx.chooseMedia({ count: 1 })
    fire(button, 'chooseavatar', { avatarUrl: chosen.tempFiles[0].tempFilePath })
  },
  async share() {
    globalThis.__mpShared = await globalThis.getCurrentPages().at(-1).onShareAppMessage?.({ from: 'button' })
    globalThis.wx.showToast({ title: '已发送给朋友', icon: 'none' })
  },
  openSetting: (button) => fire(button, 'opensetting', { authSetting: {} }),
  contact() {},
  feedback() {},
}

export function buttons(define) {
  define('button', {
    props: { ...FIELD, size: S('default'), type: S('default'), plain: B(), loading: B(), formType: S(), openType: S(), hoverClass: S('button-hover'), lang: S(), sessionFrom: S(), sendMessageTitle: S(), sendMessagePath: S(), sendMessageImg: S(), appParameter: S(), showMessageCard: B(), phoneNumberNoQuotaToast: B(true), activityType: ANY(), entrancePath: S(), needShowEntrance: B() },
    attached() {
      const element = elementOf(this)
      if (!element.hasAttribute('role')) element.setAttribute('role', 'button')
      element.tabIndex = 0
      this.sync()
      onTap(this, () => {
        const { disabled, formType, openType } = this.data
        if (disabled) return
        if (formType) componentOf(element.closest('wx-form'))[formType === 'reset' ? 'reset' : 'submit'](this)
        if (!openType) return
        for (const one of openType.split('|')) void OPEN[one](this)
      })
    },
    observers: {
      'size, type, disabled'() {
        this.sync()
      },
    },
    methods: {
      sync() {
        attribute(this, 'size', this.data.size)
        attribute(this, 'type', this.data.type)
        attribute(this, 'aria-disabled', this.data.disabled ? 'true' : '')
      },
    },
  })
}
