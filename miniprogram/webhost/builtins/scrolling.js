// scroll-view and swiper.
import { ANY, B, N, S, elementOf, fire } from './kinds.js'

export function scrolling(define) {
  define('scroll-view', {
    props: { scrollX: B(), scrollY: B(), scrollTop: ANY(), scrollLeft: ANY(), scrollIntoView: S(), scrollWithAnimation: B(), upperThreshold: N(50), lowerThreshold: N(50), enhanced: B(), bounces: B(true), showScrollbar: B(true), refresherEnabled: B(), refresherTriggered: B(), refresherThreshold: N(45), refresherDefaultStyle: S(), refresherBackground: S(), enableBackToTop: B(), enablePassive: B(), enableFlex: B(), pagingEnabled: B(), fastDeceleration: B(), scrollAnchoring: B(), throttle: B(true), type: S('list'), usingSticky: B() },
    attached() {
      const element = elementOf(this)
      element.addEventListener('scroll', () => {
        const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight } = element
        fire(this, 'scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth })
        if (scrollTop + clientHeight >= scrollHeight - this.data.lowerThreshold) fire(this, 'scrolltolower', { direction: 'bottom' })
      })
      this.sync()
    },
    observers: {
      'scrollX, scrollY, enableFlex'() {
        this.sync()
      },
      scrollTop(value) {
        if (elementOf(this) && value !== null) elementOf(this).scrollTop = value
      },
      scrollLeft(value) {
        if (elementOf(this) && value !== null) elementOf(this).scrollLeft = value
      },
      scrollIntoView(id) {
        if (id) requestAnimationFrame(() => elementOf(this)?.querySelector(`[id$="${id}"]`)?.scrollIntoView({ block: 'nearest', inline: 'center' }))
      },
    },
    methods: {
      sync() {
        elementOf(this).toggleAttribute('data-x', this.data.scrollX)
        elementOf(this).toggleAttribute('data-y', this.data.scrollY)
        elementOf(this).toggleAttribute('data-flex', this.data.enableFlex)
      },
    },
  })
  define('swiper', {
    props: { current: N(), autoplay: B(), interval: N(5000), duration: N(500), circular: B(), vertical: B(), indicatorDots: B(), displayMultipleItems: N(1), previousMargin: S(), nextMargin: S(), easingFunction: S(), snapToEdge: B(), currentItemId: S() },
    attached() {
      const element = elementOf(this)
      let last = 0
      element.addEventListener('scrollend', () => {
        const current = Math.round(element.scrollLeft / element.clientWidth)
        if (current === last) return
        last = current
        fire(this, 'change', { current, source: 'touch' })
      })
    },
    observers: {
      current(value) {
        elementOf(this)?.scrollTo({ left: value * elementOf(this).clientWidth })
      },
    },
  })
  define('swiper-item', { props: { itemId: S() } })
}
