// A code by short message: asked for, counted down, and given on by itself when all six digits are there. Fires `send` and `code`.
import { TEXTS } from '../../texts'

const WAIT = 60 // seconds, as the back end has it

Component({
  properties: {
    label: { type: String, value: '' },
    phone: { type: String, value: '' }, // masked, where it went
    sent: { type: Number, value: 0 }, // how often one was sent: each time the countdown begins anew
  },
  data: { texts: TEXTS.code, left: 0, code: '' },
  observers: {
    sent(times: number) {
      if (times) this.begin()
    },
  },
  lifetimes: {
    detached() {
      clearInterval(timers.get(this) ?? 0)
    },
  },
  methods: {
    begin() {
      clearInterval(timers.get(this) ?? 0)
      this.setData({ left: WAIT, code: '' })
      timers.set(
        this,
        setInterval(() => {
          this.setData({ left: this.data.left - 1 })
          if (this.data.left <= 0) clearInterval(timers.get(this) ?? 0)
        }, 1000),
      )
    },
    ask() {
      if (!this.data.left) this.triggerEvent('send')
    },
    typed(event: WechatMiniprogram.Input) {
      const code = event.detail.value.replace(/\D/g, '')
      this.setData({ code })
      if (code.length === 6) this.triggerEvent('code', { code })
    },
  },
})

const timers = new WeakMap<object, number>()
