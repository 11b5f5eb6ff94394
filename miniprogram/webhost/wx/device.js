// The phone itself: sizes, storage, clipboard, fonts.
import { privately } from './privacy.js'
import { now, onChange } from '../theme.js'

const BAR = 44
const store = {
  get: (key) => JSON.parse(localStorage.getItem('mp:' + key) ?? '""'),
  set: (key, value) => localStorage.setItem('mp:' + key, JSON.stringify(value)),
  drop: (key) => localStorage.removeItem('mp:' + key),
  clear: () => Object.keys(localStorage).filter((key) => key.startsWith('mp:')).forEach((key) => localStorage.removeItem(key)),
}
const area = () => ({ left: 0, right: innerWidth, top: 0, bottom: innerHeight, width: innerWidth, height: innerHeight })
const inWindow = () => ({ pixelRatio: devicePixelRatio, screenWidth: innerWidth, screenHeight: innerHeight, windowWidth: innerWidth, windowHeight: innerHeight - BAR, statusBarHeight: 0, screenTop: BAR, safeArea: area() })
const base = () => ({ SDKVersion: '3.8.12', version: '8.0.56', language: 'zh_CN', theme: now(), enableDebug: false, host: { env: 'WeChat' }, fontSizeSetting: 16, fontSizeScaleFactor: Number(localStorage.getItem('mp-host:font') ?? 1) })
const machine = () => ({ brand: 'web', model: 'web', system: 'web', platform: 'devtools', benchmarkLevel: 50 })
const network = () => ({ networkType: navigator.onLine ? 'wifi' : 'none', isConnected: navigator.onLine })

export const device = (nav, api) => ({
  env: { USER_DATA_PATH: 'http://usr' },
  canIUse: () => true,
  nextTick: (deed) => queueMicrotask(deed),
  getSystemInfoSync: () => ({ ...inWindow(), ...base(), ...machine() }),
  getSystemInfo: api('getSystemInfo', () => ({ ...inWindow(), ...base(), ...machine() })),
  getWindowInfo: inWindow,
  getAppBaseInfo: base,
  getDeviceInfo: machine,
  getMenuButtonBoundingClientRect: () => ({ width: 87, height: 32, top: 6, bottom: 38, left: innerWidth - 95, right: innerWidth - 8 }),
  getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
  getUpdateManager: () => ({ onCheckForUpdate() {}, onUpdateReady() {}, onUpdateFailed() {}, applyUpdate() {} }),
  getLaunchOptionsSync: () => ({ path: nav.pages[0], query: {}, scene: 1001 }),
  getEnterOptionsSync: () => ({ path: nav.pages[0], query: {}, scene: 1001 }),
  onThemeChange: onChange,
  offThemeChange() {},
  onMenuButtonBoundingClientRectWeightChange() {},
  offMenuButtonBoundingClientRectWeightChange() {},
  getNetworkType: api('getNetworkType', network),
  onNetworkStatusChange: (deed) => ['online', 'offline'].forEach((name) => addEventListener(name, () => deed(network()))),
  offNetworkStatusChange() {},
  getStorageSync: store.get,
  setStorageSync: store.set,
  removeStorageSync: store.drop,
  clearStorageSync: store.clear,
  getStorage: api('getStorage', ({ key }) => ({ data: store.get(key) })),
  setStorage: api('setStorage', ({ key, data }) => store.set(key, data)),
  removeStorage: api('removeStorage', ({ key }) => store.drop(key)),
  hideKeyboard: api('hideKeyboard', () => document.activeElement?.blur()),
  vibrateShort: api('vibrateShort', () => {}),
  setScreenBrightness: api('setScreenBrightness', () => {}),
  getScreenBrightness: api('getScreenBrightness', () => ({ value: 0.5 })),
  setKeepScreenOn: api('setKeepScreenOn', () => {}),
  setVisualEffectOnCapture: api('setVisualEffectOnCapture', () => {}),
  setClipboardData: api('setClipboardData', async ({ data }) => {
    await privately()
    globalThis.__mpClipboard = data
  }),
  getClipboardData: api('getClipboardData', () => ({ data: globalThis.__mpClipboard ?? '' })),
})
