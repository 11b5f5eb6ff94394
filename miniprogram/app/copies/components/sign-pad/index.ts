// A signature by finger: strokes of points, in the pad's own pixels. Fires `change` with all strokes.
import { TEXTS } from '../../texts'

type Point = [number, number]
type Touch = { x?: number; y?: number; clientX: number; clientY: number }
interface Pen {
  context: WechatMiniprogram.CanvasRenderingContext.CanvasRenderingContext2D
  left: number
  top: number
}

const AGAIN = 100 // milliseconds
const pens = new WeakMap<object, Pen>()
const drawn = new WeakMap<object, Point[][]>()
const gone = new WeakSet<object>()

Component({
  data: { texts: TEXTS.authorise, empty: true },
  lifetimes: {
    ready() {
      drawn.set(this, [])
      wx.nextTick(() => this.measure())
    },
    detached() {
      gone.add(this)
    },
  },
  methods: {
    /** Give the canvas its pixels; again a moment later while it has no size yet. */
    measure() {
      if (gone.has(this)) return
      this.createSelectorQuery()
        .select('#pad')
        .fields({ node: true, size: true, rect: true })
        .exec(([found]: ({ node: WechatMiniprogram.Canvas; width: number; height: number; left: number; top: number } | null)[]) => {
          if (!found?.node) return
          if (!found.width) return void setTimeout(() => this.measure(), AGAIN)
          const { pixelRatio } = wx.getWindowInfo()
          found.node.width = Math.round(found.width * pixelRatio)
          found.node.height = Math.round(found.height * pixelRatio)
          const context = found.node.getContext('2d') as Pen['context']
          context.scale(pixelRatio, pixelRatio)
          Object.assign(context, { lineWidth: 3, lineCap: 'round', lineJoin: 'round', strokeStyle: '#17211d' })
          pens.set(this, { context, left: found.left, top: found.top })
        })
    },
    begin(event: WechatMiniprogram.TouchEvent) {
      const point = this.at(event)
      if (!point) return
      drawn.get(this)?.push([point])
      if (this.data.empty) this.setData({ empty: false })
    },
    move(event: WechatMiniprogram.TouchEvent) {
      const stroke = drawn.get(this)?.slice(-1)[0]
      const [point, pen] = [this.at(event), pens.get(this)]
      const last = stroke?.[stroke.length - 1]
      if (!stroke || !last || !point || !pen || (last[0] === point[0] && last[1] === point[1])) return
      stroke.push(point)
      pen.context.beginPath()
      pen.context.moveTo(...last)
      pen.context.lineTo(...point)
      pen.context.stroke()
    },
    end() {
      this.triggerEvent('change', { strokes: drawn.get(this) ?? [] })
    },
    clear() {
      drawn.set(this, [])
      pens.get(this)?.context.clearRect(0, 0, 4000, 4000)
      this.setData({ empty: true })
      this.end()
    },
    at(event: WechatMiniprogram.TouchEvent): Point | undefined {
      const [touch] = event.touches as unknown as Touch[]
      const pen = pens.get(this)
      if (!touch || !pen) return undefined
      return [Math.round(touch.x ?? touch.clientX - pen.left), Math.round(touch.y ?? touch.clientY - pen.top)]
    },
  },
})
