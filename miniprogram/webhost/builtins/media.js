// image: files of the app, picked files, and addresses.
import { B, S, elementOf, fire } from './kinds.js'

const FIT = { aspectFit: 'contain', aspectFill: 'cover', widthFix: 'fill', heightFix: 'fill' }

const image = {
  props: { src: S(), mode: S('scaleToFill'), lazyLoad: B(), webp: B(), showMenuByLongpress: B(), svg: B() },
  attached() {
    const shown = (this.shown = document.createElement('img'))
    shown.alt = ''
    shown.onload = () => {
      const { naturalWidth: width, naturalHeight: height } = shown
      if (this.data.mode === 'widthFix') elementOf(this).style.height = `${(elementOf(this).clientWidth * height) / width}px`
      fire(this, 'load', { width, height })
    }
    shown.onerror = () => fire(this, 'error', { errMsg: `GET ${this.data.src}` })
    elementOf(this).append(shown)
    this.sync()
  },
  observers: {
    'src, mode, ariaLabel'() {
      this.sync()
    },
  },
  methods: {
    sync() {
      if (!this.shown) return
      const { src, mode, ariaLabel } = this.data
      this.shown.style.objectFit = FIT[mode] ?? 'fill'
      this.shown.alt = ariaLabel ?? ''
      const address = globalThis.wx.__resolveFile(src) ?? (src?.startsWith('/') ? `.${src}` : src)
      if (address) this.shown.src = address
    },
  },
}

export function media(define) {
  define('image', image)
  define('cover-image', image)
}
