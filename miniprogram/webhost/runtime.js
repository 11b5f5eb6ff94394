// Runs the compiled mini program: its App, its components, its pages.
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { createBackend, giveTouches } from './backend.js'
import { defineBuiltins } from './builtins.js'
import { createPages } from './pages.js'
import { jsonOnly } from './strict.js'
import { createWx } from './wx.js'

export function boot({ appJson, theme, pages, templates, components, app }) {
  const faults = (globalThis.__mpErrors = [])
  const report = (fault) => {
    faults.push(String(fault?.stack ?? fault))
    console.error(fault)
  }
  addEventListener('error', (event) => report(event.error ?? event.message))
  addEventListener('unhandledrejection', (event) => report(event.reason))
  giveTouches()

  const env = new MiniProgramEnv()
  const space = env.createCodeSpace('', true)
  // Unknown tags silently become native ones, unless the main space has them
  defineBuiltins(env.getGlobalCodeSpace().getComponentSpace(), space.getComponentSpace())
  const backend = env.associateBackend(createBackend())
  const byPath = new Map(components.map((one) => [one.path, one]))
  behaveLikeWeChat(space, byPath)

  // WXS has these as its own
  Object.assign(globalThis, { getRegExp: (pattern, flags) => new RegExp(pattern, flags), getDate: (...given) => new Date(...given), __wxsCtor: (value) => value.constructor.name })

  const running = [] // whose module body runs: a Page() or Component() call belongs to it
  globalThis.__mp = { enter: (codePath) => running.push(codePath), leave: () => running.pop() }
  const within = (deed) => {
    let answer
    space.componentEnv(running.at(-1) ?? '', (its) => {
      answer = deed(its)
    })
    return answer
  }
  const own = (definition) => ({ ...definition, behaviors: definition.behaviors?.filter((one) => typeof one !== 'string') })
  globalThis.Page = (definition) => within((its) => its.Page(own(definition)))
  globalThis.Component = (definition) => within((its) => its.Component(own(definition)))
  globalThis.Behavior = (definition) => within((its) => its.Behavior(own(definition)))
  const instance = {}
  globalThis.App = (definition) => Object.assign(instance, definition)
  globalThis.getApp = () => instance

  const nav = createPages({ appJson, theme, pages, byPath, space, backend, report })
  globalThis.getCurrentPages = () => nav.stack.map((one) => one.page)
  globalThis.wx = createWx(nav)
  for (const one of components) {
    space.addComponentStaticConfig(one.path, { ...one.json, component: !one.isPage, styleIsolation: one.json.styleIsolation })
    space.addCompiledTemplate(one.path, { groupList: templates, content: templates[one.path] })
    space.addStyleSheet(one.path, undefined, one.prefix || undefined)
  }
  app()
  const launch = { path: pages[0], query: {}, scene: 1001 }
  instance.onLaunch?.(launch)
  instance.onShow?.(launch)
  for (const one of components) one.load()
  const asked = decodeURIComponent(location.hash.replace(/^#\//, ''))
  nav.launch(byPath.get(asked.split('?')[0])?.isPage ? asked : (appJson.entryPagePath ?? pages[0]))
}

/** `ready` after the first layout, children first; and our own components' data held to JSON. */
function behaveLikeWeChat(space, byPath) {
  let waiting = []
  const lifetimes = {
    created() {
      const { is } = this
      if (!byPath.get(String(is).replace(/^\//, ''))?.ours) return
      const { setData } = this
      this.setData = (data, told) => setData.call(this, data ? jsonOnly(data, is) : data, told)
    },
    attached() {
      if (!waiting.length) {
        requestAnimationFrame(() => {
          const list = waiting.reverse()
          waiting = []
          for (const one of list) one.triggerLifetime('ready', [])
        })
      }
      waiting.push(this._$ ?? this)
    },
  }
  space.setOverallBehavior(space.getComponentSpace().defineBehavior({ lifetimes }))
}
