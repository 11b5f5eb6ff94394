// From page to page, and what a page may ask of its own frame.
import { animation } from '../animation.js'

export const routing = (nav, api) => {
  const top = nav.top
  const absolute = (url) => (url.startsWith('/') ? url : new URL(url, 'http://mini/' + top().path).href.slice('http://mini'.length))
  return {
    navigateTo: api('navigateTo', ({ url, events }) => {
      const opened = nav.open(absolute(url), events)
      return { eventChannel: { emit() {}, on() {}, page: opened.path } }
    }),
    redirectTo: api('redirectTo', ({ url }) => void nav.replace(absolute(url))),
    reLaunch: api('reLaunch', ({ url }) => void nav.restart(absolute(url))),
    switchTab: api('switchTab', ({ url }) => void nav.tab(absolute(url))),
    navigateBack: api('navigateBack', ({ delta = 1 }) => void nav.back(delta)),
    setNavigationBarTitle: api('setNavigationBarTitle', ({ title }) => void (top().title.textContent = title)),
    setNavigationBarColor: api('setNavigationBarColor', ({ backgroundColor }) => void (top().bar.style.background = backgroundColor)),
    setTabBarBadge: api('setTabBarBadge', ({ index, text }) => void nav.badge(index, text)),
    removeTabBarBadge: api('removeTabBarBadge', ({ index }) => void nav.badge(index, '')),
    showTabBarRedDot: api('showTabBarRedDot', ({ index }) => void nav.badge(index, '•')),
    hideTabBarRedDot: api('hideTabBarRedDot', ({ index }) => void nav.badge(index, '')),
    stopPullDownRefresh: api('stopPullDownRefresh', () => {}),
    startPullDownRefresh: api('startPullDownRefresh', () => void top().page.onPullDownRefresh?.()),
    enableAlertBeforeUnload: api('enableAlertBeforeUnload', () => {}),
    disableAlertBeforeUnload: api('disableAlertBeforeUnload', () => {}),
    pageScrollTo: api('pageScrollTo', ({ scrollTop = 0, selector }) => {
      const body = top().body
      const target = selector ? body.querySelector(selector) : null
      body.scrollTo({ top: target ? target.getBoundingClientRect().top - body.getBoundingClientRect().top + body.scrollTop : scrollTop })
    }),
    createSelectorQuery: () => {
      const query = () => top().page.createSelectorQuery()
      return { in: (component) => component.createSelectorQuery(), select: (one) => query().select(one), selectAll: (one) => query().selectAll(one), selectViewport: () => query().selectViewport() }
    },
    createIntersectionObserver: (component, options) => component.createIntersectionObserver(options),
    createAnimation: animation,
  }
}
