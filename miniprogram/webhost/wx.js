// wx.* in a browser. What is not here throws by name, so that a test fails loudly instead of passing on silence.
import { device } from './wx/device.js'
import { dialogs } from './wx/dialogs.js'
import { files } from './wx/files.js'
import { network } from './wx/network.js'
import { open } from './wx/open.js'
import { privacy } from './wx/privacy.js'
import { routing } from './wx/routing.js'

const failed = (name, fault) => (fault?.errMsg ? fault : { errMsg: `${name}:fail ${fault?.message ?? fault}` })

/** A deed as WeChat offers it: callbacks where one is given, else a promise. */
export function api(name, deed) {
  return (options = {}) => {
    const { success, fail, complete } = options ?? {}
    const doing = Promise.resolve().then(() => deed(options ?? {})).then((answer) => ({ errMsg: `${name}:ok`, ...answer }))
    if (!success && !fail && !complete) return doing.catch((fault) => Promise.reject(failed(name, fault)))
    doing.then(
      (answer) => {
        success?.(answer)
        complete?.(answer)
      },
      (fault) => {
        fail?.(failed(name, fault))
        complete?.(failed(name, fault))
      },
    )
  }
}

export function createWx(nav) {
  const wx = {}
  for (const part of [device, dialogs, files, network, open, privacy, routing]) Object.assign(wx, part(nav, api))
  return new Proxy(wx, {
    get(known, name) {
      if (name in known || typeof name === 'symbol' || name === 'then') return known[name]
      throw new Error(`wx.${name} is not there in the web host`)
    },
  })
}
