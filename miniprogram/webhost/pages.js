// The page stack: frames with a navigation bar, the tab bar, lifecycles, and the channel to whoever opened a page.
import { now, onChange, themed } from './theme.js'
import { giveNodes } from './builtins/canvas.js'
import { pulling } from './pulling.js'

const LIMIT = 10
const make = (tag, className, text) => {
  const element = document.createElement(tag)
  element.className = className
  if (text !== undefined) element.textContent = text
  return element
}

export function createPages({ appJson, theme, pages, byPath, space, backend, report }) {
  const stack = []
  const tabs = new Map() // path → its page, kept when another tab is shown
  const tabPaths = (appJson.tabBar?.list ?? []).map((one) => one.pagePath)
  const stage = document.getElementById('app')
  const top = () => stack.at(-1)
  const bar = tabBar()

  function call(page, name, ...given) {
    try {
      const answer = page[name]?.(...given)
      answer?.catch?.(report)
      return answer
    } catch (fault) {
      report(fault)
    }
  }
  function appear(entry) {
    entry.frame.classList.add('active')
    call(entry.page, 'onShow')
    entry.root.getComponent().triggerPageLifetime('show', [])
    bar.show(entry.path)
    globalThis.history.replaceState(null, '', '#/' + entry.url)
  }
  function disappear(entry) {
    entry.frame.classList.remove('active')
    call(entry.page, 'onHide')
    entry.root.getComponent().triggerPageLifetime('hide', [])
  }
  function end(entry) {
    call(entry.page, 'onUnload')
    entry.root.release()
    entry.frame.remove()
    tabs.delete(entry.path)
  }

  /** Make the page; it is not shown yet. */
  function begin(url, channel) {
    const [path, search = ''] = url.replace(/^\//, '').split('?')
    const known = byPath.get(path)
    if (!known?.isPage) throw new Error(`page "${path}" is not found`)
    const query = Object.fromEntries(search.split('&').filter(Boolean).map((one) => one.split('=').map(decodeURIComponent)))
    const config = () => themed({ ...appJson.window, ...known.json }, theme)
    const frame = frameOf(path, config())
    stage.append(frame.element)
    const root = backend.createRoot('root', space, '/' + path)
    const page = root.get()
    giveNodes(page.createSelectorQuery())
    Object.assign(page, { route: path, options: query, getOpenerEventChannel: () => channel ?? {} })
    const entry = { path, url: url.replace(/^\//, ''), query, root, page, frame: frame.element, ...frame, config }
    stack.push(entry)
    call(page, 'onLoad', query)
    const holder = document.createElement('span')
    frame.body.append(holder)
    root.attach(frame.body, holder)
    appear(entry)
    requestAnimationFrame(() => call(page, 'onReady'))
    frame.body.addEventListener('scroll', () => {
      call(page, 'onPageScroll', { scrollTop: frame.body.scrollTop })
      const below = frame.body.scrollHeight - frame.body.clientHeight - frame.body.scrollTop
      if (below < (config().onReachBottomDistance ?? 50) && !entry.atBottom) call(page, 'onReachBottom')
      entry.atBottom = below < 50
    })
    if (known.json.enablePullDownRefresh) pulling(frame.body, () => call(page, 'onPullDownRefresh'))
    return entry
  }

  function frameOf(path, config) {
    const element = make('section', 'mp-frame')
    element.dataset.route = path
    const head = make('header', 'mp-nav')
    const title = make('h1', '', config.navigationBarTitleText ?? '')
    head.append(title)
    if (stack.length) {
      const back = make('button', 'mp-back', '‹')
      back.setAttribute('aria-label', '返回')
      back.onclick = () => nav.back(1)
      head.append(back)
    }
    head.append(make('i', 'mp-capsule'))
    head.hidden = config.navigationStyle === 'custom'
    const body = make('wx-page', 'mp-' + path.replace(/[^\w-]/g, '_'))
    element.append(head, body)
    paint({ bar: head, body }, config)
    return { element, bar: head, title, body }
  }

  function paint(entry, config) {
    entry.bar.style.background = config.navigationBarBackgroundColor ?? '#000'
    entry.bar.style.color = config.navigationBarTextStyle === 'black' ? '#000' : '#fff'
    entry.body.style.backgroundColor = config.backgroundColor ?? ''
  }

  function tabBar() {
    const element = make('nav', 'mp-tabs')
    element.setAttribute('aria-label', '主导航')
    const buttons = new Map()
    for (const one of appJson.tabBar?.list ?? []) {
      const button = make('button', '', '')
      if (one.iconPath) button.append(make('img', ''))
      button.append(make('span', '', one.text), make('b', ''))
      button.onclick = () => {
        call(top().page, 'onTabItemTap', { pagePath: one.pagePath, text: one.text })
        nav.tab('/' + one.pagePath)
      }
      buttons.set(one.pagePath, { button, one })
      element.append(button)
    }
    document.body.append(element)
    const show = (path) => {
      const colours = themed(appJson.tabBar ?? {}, theme)
      element.hidden = !buttons.has(path)
      document.body.classList.toggle('tabbed', buttons.has(path))
      element.style.background = colours.backgroundColor ?? '#fff'
      for (const [where, { button, one }] of buttons) {
        const chosen = where === path
        button.style.color = chosen ? colours.selectedColor : colours.color
        button.setAttribute('aria-current', chosen ? 'page' : 'false')
        const icon = button.querySelector('img')
        if (icon) icon.src = './' + themed(one, theme)[chosen ? 'selectedIconPath' : 'iconPath'].replace(/^\//, '')
      }
    }
    return { show, badge: (index, text) => ([...buttons.values()][index].button.querySelector('b').textContent = text) }
  }

  globalThis.__mpPull = () => byPath.get(top().path).json.enablePullDownRefresh && call(top().page, 'onPullDownRefresh') // a finger for tests

  const nav = {
    stack,
    pages,
    appJson,
    top,
    badge: bar.badge,
    launch(url) {
      if (tabPaths.includes(url.split('?')[0])) nav.tab('/' + url)
      else begin(url)
    },
    open(url, events = {}) {
      if (tabPaths.includes(url.replace(/^\//, '').split('?')[0])) throw new Error('can not navigateTo a tabbar page')
      if (stack.length >= LIMIT) throw new Error('webview count limit exceed')
      disappear(top())
      return begin(url, { emit: (name, ...given) => events[name]?.(...given), on() {} })
    },
    replace(url) {
      end(stack.pop())
      begin(url)
    },
    restart(url) {
      for (const entry of new Set([...stack, ...tabs.values()])) end(entry)
      stack.length = 0
      nav.launch(url.replace(/^\//, ''))
    },
    tab(url) {
      const path = url.replace(/^\//, '').split('?')[0]
      if (!tabPaths.includes(path)) throw new Error('can not switch to no-tabBar page')
      if (top()?.path === path) return
      while (stack.length && !tabPaths.includes(top().path)) end(stack.pop())
      if (stack.length) disappear(stack.pop())
      const kept = tabs.get(path)
      if (kept) {
        stack.push(kept)
        appear(kept)
      } else tabs.set(path, begin(path))
    },
    back(delta) {
      for (let nth = 0; nth < delta && stack.length > 1; nth++) end(stack.pop())
      appear(top())
    },
  }
  onChange(() => {
    for (const entry of new Set([...stack, ...tabs.values()])) paint(entry, entry.config())
    bar.show(top().path)
    document.documentElement.dataset.theme = now()
  })
  return nav
}
