// A code as a picture: dark on white, whatever the theme, with the quiet zone that scanners want.
import { code128 } from '../../code128'
import { qr } from '../../qr'

const QUIET = { qr: 4, code128: 10 } // modules
const WIDE = { qr: 560, code128: 640 } // rpx
const TALL = { qr: 560, code128: 240 }

Component({
  properties: {
    form: { type: String, value: '' },
    text: { type: String, value: '' },
    label: { type: String, value: '' },
  },
  data: { wide: WIDE.qr, tall: TALL.qr },
  lifetimes: {
    ready() {
      this.draw()
    },
  },
  observers: {
    'form, text'() {
      const form = this.data.form === 'code128' ? 'code128' : 'qr'
      this.setData({ wide: WIDE[form], tall: TALL[form] })
      wx.nextTick(() => this.draw())
    },
  },
  methods: {
    draw() {
      if (!this.data.text) return
      this.createSelectorQuery()
        .select('#code')
        .fields({ node: true, size: true })
        .exec((found: ({ node: WechatMiniprogram.Canvas; width: number; height: number } | null)[]) => {
          const [one] = found
          if (!one?.node) return
          const { pixelRatio } = wx.getWindowInfo()
          one.node.width = Math.round(one.width * pixelRatio)
          one.node.height = Math.round(one.height * pixelRatio)
          const pen = one.node.getContext('2d') as CanvasPen
          pen.fillStyle = '#ffffff'
          pen.fillRect(0, 0, one.node.width, one.node.height)
          pen.fillStyle = '#000000'
          if (this.data.form === 'code128') bars(pen, code128(this.data.text), one.node.width, one.node.height)
          else squares(pen, qr(this.data.text), one.node.width)
        })
    },
  },
})

interface CanvasPen {
  fillStyle: string
  fillRect(x: number, y: number, width: number, height: number): void
}

/** Whole pixels to a module, so that all are equally wide. */
function bars(pen: CanvasPen, widths: number[], across: number, tall: number): void {
  const modules = widths.reduce((sum, one) => sum + one, 0)
  const unit = Math.max(1, Math.floor(across / (modules + 2 * QUIET.code128)))
  let at = Math.floor((across - modules * unit) / 2)
  widths.forEach((width, place) => {
    if (place % 2 === 0) pen.fillRect(at, Math.round(tall * 0.08), width * unit, Math.round(tall * 0.84))
    at += width * unit
  })
}

function squares(pen: CanvasPen, grid: boolean[][], across: number): void {
  const unit = Math.max(1, Math.floor(across / (grid.length + 2 * QUIET.qr)))
  const from = Math.floor((across - grid.length * unit) / 2)
  grid.forEach((row, r) => row.forEach((dark, c) => dark && pen.fillRect(from + c * unit, from + r * unit, unit, unit)))
}
