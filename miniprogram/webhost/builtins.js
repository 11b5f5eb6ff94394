// Stand-ins for WeChat's built-in components, on real DOM controls.
export const BUILTIN_TAGS = new Set('view text image button input textarea form label picker picker-view picker-view-column scroll-view swiper swiper-item switch checkbox checkbox-group radio radio-group slider icon progress navigator rich-text cover-view cover-image web-view canvas video movable-area movable-view root-portal page-container page-meta'.split(' '))

const S = (value = '') => ({ type: String, value })
const B = (value = false) => ({ type: Boolean, value })
const N = (value = 0) => ({ type: Number, value })
const ANY = (value = null) => ({ type: null, value })

export function defineBuiltins(space, target) {
  const dom = (c) => c.$$
  const aria = { ariaLabel: S(), ariaRole: S(), ariaHidden: ANY(), ariaDisabled: ANY(), ariaChecked: ANY() }
  const common = { hidden: B(), hoverClass: S('none'), hoverStopPropagation: B(), hoverStartTime: N(50), hoverStayTime: N(400), animation: ANY(), ...aria }
  const attr = (c, k, v) => (v === '' || v === null || v === undefined || v === false ? dom(c)?.removeAttribute(k) : dom(c)?.setAttribute(k, v))
  const wire = { hidden(v) { if (dom(this)) dom(this).dataset.hidden = String(!!v) }, ariaLabel(v) { attr(this, 'aria-label', v) }, ariaRole(v) { attr(this, 'role', v) }, ariaHidden(v) { attr(this, 'aria-hidden', v === null ? '' : String(v)) }, ariaDisabled(v) { attr(this, 'aria-disabled', v === null ? '' : String(v)) }, ariaChecked(v) { attr(this, 'aria-checked', v === null ? '' : String(v)) } }
  const def = (is, { props = {}, observers = {}, methods = {}, attached, detached, created } = {}) => {
    const c = space.defineComponent({
      is, options: { virtualHost: false }, properties: { ...common, ...props }, observers: { ...wire, ...observers }, methods,
      lifetimes: { created() { created?.call(this) }, attached() { attached?.call(this) }, detached() { detached?.call(this) } },
    })
    target.setGlobalUsingComponent(is, c)
  }
  const fire = (c, name, detail, opt = {}) => c.triggerEvent(name, detail, opt)
  const field = { name: S(), disabled: B() }
  const onTap = (c, fn) => c.addListener('tap', (e) => { fn.call(c, e) })

  for (const t of ['view', 'cover-view', 'movable-area', 'movable-view', 'root-portal', 'page-container', 'page-meta', 'picker-view', 'picker-view-column', 'swiper-item', 'canvas', 'web-view', 'video']) def(t, { props: { src: S(), itemId: S(), type: S(), canvasId: S(), direction: S(), x: ANY(), y: ANY(), value: ANY(), enable: B(true) } })
  def('text', { props: { selectable: B(), userSelect: B(), space: S(), decode: B() } })
  def('label', { props: { for: S() }, attached() { onTap(this, (e) => { const t = dom(this).querySelector('wx-input>input,wx-textarea>textarea,wx-checkbox,wx-radio,wx-switch'); if (t && !t.contains(e.getOriginalEvent?.()?.target)) { t.focus?.(); t.__wxElement?.toggle?.() } }) } })

  const image = { props: { src: S(), mode: S('scaleToFill'), lazyLoad: B(), webp: B(), showMenuByLongpress: B(), svg: B() },
    attached() {
      const img = (this.img = document.createElement('img'))
      img.alt = ''
      img.onload = () => { const m = this.data.mode; if (m === 'widthFix') dom(this).style.height = (dom(this).clientWidth * img.naturalHeight) / img.naturalWidth + 'px'; fire(this, 'load', { width: img.naturalWidth, height: img.naturalHeight }) }
      img.onerror = () => fire(this, 'error', { errMsg: 'GET ' + this.data.src })
      dom(this).append(img); this.sync()
    },
    observers: { 'src, mode'() { this.sync() } },
    methods: { sync() { if (!this.img) return; const { src, mode } = this.data; this.img.style.objectFit = { aspectFit: 'contain', aspectFill: 'cover' }[mode] ?? 'fill'; const u = globalThis.wx?.__resolveFile(src) ?? src; if (u) this.img.src = u } } }
  def('image', image); def('cover-image', image)

  def('button', { props: { ...field, id: S(), size: S('default'), type: S('default'), plain: B(), loading: B(), formType: S(), openType: S(), hoverClass: S('button-hover'), lang: S(), sessionFrom: S(), sendMessageTitle: S(), sendMessagePath: S(), sendMessageImg: S(), appParameter: S(), showMessageCard: B(), phoneNumberNoQuotaToast: B(true), activityType: ANY(), entrancePath: S(), needShowEntrance: B() },
    attached() {
      const el = dom(this); if (!el.hasAttribute('role')) el.setAttribute('role', 'button'); el.tabIndex = 0; this.sync()
      onTap(this, () => {
        const { disabled, formType, openType } = this.data
        if (disabled) return
        if (formType) el.closest('wx-form')?.__wxElement[formType === 'reset' ? 'reset' : 'submit'](this)
        if (openType === 'getPhoneNumber') globalThis.wx.__phoneCode().then((code) => fire(this, 'getphonenumber', { errMsg: 'getPhoneNumber:ok', code }))
        if (openType === 'agreePrivacyAuthorization') { globalThis.wx.__agreePrivacy(); fire(this, 'agreeprivacyauthorization', {}) }
        if (openType === 'chooseAvatar') globalThis.wx.chooseMedia({ count: 1 }).then((r) => fire(this, 'chooseavatar', { avatarUrl: r.tempFiles[0].tempFilePath }))
      })
    },
    observers: { 'size, type, disabled'() { this.sync() } },
    methods: { sync() { attr(this, 'size', this.data.size); attr(this, 'type', this.data.type); attr(this, 'aria-disabled', this.data.disabled ? 'true' : '') } } })

  const textual = (tag) => ({ props: { ...field, value: S(), type: S('text'), password: B(), placeholder: S(), placeholderStyle: S(), placeholderClass: S(), maxlength: N(140), cursorSpacing: N(), focus: B(), autoFocus: B(), confirmType: S('done'), confirmHold: B(), alwaysEmbed: B(), adjustPosition: B(true), holdKeyboard: B(), cursor: N(-1), selectionStart: N(-1), selectionEnd: N(-1), autoHeight: B(), fixed: B(), showConfirmBar: B(true), disableDefaultPadding: B(), cursorColor: S(), safePasswordCertPath: S(), safePasswordLength: ANY(), safePasswordTimeStamp: ANY(), safePasswordNonce: S(), safePasswordSalt: S(), safePasswordCustomHash: S(), nativePlaceholder: B() },
    attached() {
      const i = (this.ctl = document.createElement(tag))
      i.addEventListener('input', (e) => { e.stopPropagation(); this.own = i.value; this.setData({ value: i.value }); fire(this, 'input', { value: i.value, cursor: i.selectionStart, keyCode: 0 }) })
      i.addEventListener('change', (e) => e.stopPropagation())
      i.addEventListener('focus', () => fire(this, 'focus', { value: i.value, height: 0 }))
      i.addEventListener('blur', () => fire(this, 'blur', { value: i.value }))
      i.addEventListener('keydown', (e) => { if (e.key === 'Enter' && tag === 'input') fire(this, 'confirm', { value: i.value }) })
      dom(this).append(i); this.sync()
    },
    observers: { 'value, type, password, placeholder, maxlength, disabled, focus, ariaLabel'() { this.sync() } },
    methods: {
      sync() {
        const i = this.ctl, d = this.data; if (!i) return
        if (tag === 'input') { i.type = d.password ? 'password' : 'text'; i.inputMode = { number: 'numeric', idcard: 'text', digit: 'decimal' }[d.type] ?? 'text' }
        i.placeholder = d.placeholder; i.maxLength = d.maxlength < 0 ? 524288 : d.maxlength; i.disabled = d.disabled
        if (d.ariaLabel) i.setAttribute('aria-label', d.ariaLabel)
        if (i.value !== d.value) i.value = d.value
        if (d.focus && document.activeElement !== i) queueMicrotask(() => i.focus())
      },
      formValue() { return this.ctl.value }, formReset() { this.setData({ value: '' }) },
    } })
  def('input', textual('input')); def('textarea', textual('textarea'))

  def('form', { props: { reportSubmit: B(), reportSubmitTimeout: N() }, methods: {
    fields() { return [...dom(this).querySelectorAll('*')].map((e) => e.__wxElement).filter((c) => c && c.formValue && c.data.name) },
    submit() { fire(this, 'submit', { value: Object.fromEntries(this.fields().map((c) => [c.data.name, c.formValue()])), formId: '' }) },
    reset() { this.fields().forEach((c) => c.formReset?.()); fire(this, 'reset', {}) },
  } })

  const check = (kind) => ({ props: { ...field, checked: B(), color: S('#04BE02'), type: S('switch'), value: S() },
    attached() {
      const i = (this.ctl = document.createElement('input')); i.type = kind === 'radio' ? 'radio' : 'checkbox'
      if (kind === 'switch') i.setAttribute('role', 'switch')
      i.addEventListener('change', (e) => e.stopPropagation())
      i.addEventListener('click', (e) => { e.stopPropagation(); if (kind === 'radio') this.toggle(); else this.toggle(i.checked) })
      dom(this).prepend(i); this.sync()
    },
    observers: { 'checked, disabled'() { this.sync() } },
    methods: {
      sync() { if (this.ctl) { this.ctl.checked = this.data.checked; this.ctl.disabled = this.data.disabled } },
      toggle(v = kind === 'radio' ? true : !this.data.checked) {
        if (this.data.disabled) return
        this.setData({ checked: v })
        if (kind === 'switch') return fire(this, 'change', { value: v })
        const g = dom(this).closest(`wx-${kind}-group`)?.__wxElement
        g?.changed(this)
      },
      formValue: kind === 'switch' ? function () { return this.data.checked } : undefined,
    } })
  def('switch', check('switch'))
  for (const k of ['checkbox', 'radio']) {
    const d = check(k); delete d.methods.formValue; def(k, d)
    def(`${k}-group`, { props: field, methods: {
      items() { return [...dom(this).querySelectorAll(`wx-${k}`)].map((e) => e.__wxElement) },
      value() { const on = this.items().filter((c) => c.data.checked).map((c) => c.data.value); return k === 'radio' ? on[0] ?? '' : on },
      changed(src) { if (k === 'radio') this.items().forEach((c) => c !== src && c.setData({ checked: false })); fire(this, 'change', { value: this.value() }) },
      formValue() { return this.value() },
    } })
  }

  def('picker', { props: { ...field, mode: S('selector'), value: ANY(''), start: S(), end: S(), fields: S('day'), range: ANY([]), rangeKey: S(), headerText: S(), level: S(), customItem: S() },
    attached() { attr(this, 'role', 'button'); onTap(this, () => { if (!this.data.disabled) this.open() }) },
    methods: {
      formValue() { return this.data.value },
      open() {
        const { mode, value, start, end, range, rangeKey } = this.data
        const label = (o) => (rangeKey ? o[rangeKey] : o)
        const body = document.createElement('div'); let read
        if (mode === 'date' || mode === 'time') { const i = document.createElement('input'); i.type = mode; i.value = value || ''; i.min = start; i.max = end; i.setAttribute('aria-label', mode === 'date' ? '日期' : '时间'); body.append(i); read = () => i.value }
        else { const cols = mode === 'multiSelector' ? range : [range]; const sel = cols.map((col, ci) => { const s = document.createElement('select'); s.setAttribute('aria-label', '选项' + (ci + 1)); col.forEach((o, oi) => s.add(new Option(label(o), oi))); s.value = String(mode === 'multiSelector' ? value?.[ci] ?? 0 : value || 0); s.onchange = () => fire(this, 'columnchange', { column: ci, value: +s.value }); body.append(s); return s }); read = () => (mode === 'multiSelector' ? sel.map((s) => +s.value) : sel[0].value) }
        globalThis.wx.__dialog({ title: this.data.headerText || '请选择', body, buttons: ['取消', '确定'] }).then((b) => { if (b === '确定') { const v = read(); this.setData({ value: v }); fire(this, 'change', { value: v }) } else fire(this, 'cancel', {}) })
      },
    } })

  def('scroll-view', { props: { scrollX: B(), scrollY: B(), scrollTop: ANY(), scrollLeft: ANY(), scrollIntoView: S(), scrollWithAnimation: B(), upperThreshold: N(50), lowerThreshold: N(50), enhanced: B(), bounces: B(true), showScrollbar: B(true), refresherEnabled: B(), refresherTriggered: B(), refresherThreshold: N(45), refresherDefaultStyle: S(), refresherBackground: S(), enableBackToTop: B(), enablePassive: B(), enableFlex: B(), pagingEnabled: B(), fastDeceleration: B(), scrollAnchoring: B(), throttle: B(true), type: S('list'), usingSticky: B() },
    attached() { const el = dom(this); el.addEventListener('scroll', () => { fire(this, 'scroll', { scrollTop: el.scrollTop, scrollLeft: el.scrollLeft, scrollHeight: el.scrollHeight, scrollWidth: el.scrollWidth }); if (el.scrollTop + el.clientHeight >= el.scrollHeight - this.data.lowerThreshold) fire(this, 'scrolltolower', { direction: 'bottom' }) }); this.sync() },
    observers: { 'scrollX, scrollY'() { this.sync() }, scrollTop(v) { if (dom(this) && v != null) dom(this).scrollTop = v }, scrollLeft(v) { if (dom(this) && v != null) dom(this).scrollLeft = v } },
    methods: { sync() { dom(this).toggleAttribute('data-x', this.data.scrollX); dom(this).toggleAttribute('data-y', this.data.scrollY) } } })
  def('swiper', { props: { current: N(), autoplay: B(), interval: N(5000), duration: N(500), circular: B(), vertical: B(), indicatorDots: B(), displayMultipleItems: N(1), previousMargin: S(), nextMargin: S(), easingFunction: S(), snapToEdge: B(), currentItemId: S() },
    attached() { const el = dom(this); let last = 0; el.addEventListener('scrollend', () => { const c = Math.round(el.scrollLeft / el.clientWidth); if (c !== last) { last = c; fire(this, 'change', { current: c, source: 'touch' }) } }) },
    observers: { current(v) { const el = dom(this); if (el) el.scrollTo({ left: v * el.clientWidth }) } } })
  def('navigator', { props: { url: S(), openType: S('navigate'), delta: N(1), target: S('self') }, attached() { attr(this, 'role', 'link'); onTap(this, () => { const { url, openType, delta } = this.data; globalThis.wx[{ navigate: 'navigateTo', redirect: 'redirectTo', switchTab: 'switchTab', reLaunch: 'reLaunch', navigateBack: 'navigateBack' }[openType]]({ url, delta }) }) } })
  def('rich-text', { props: { nodes: ANY(''), space: S(), userSelect: B() }, observers: { nodes(v) { if (dom(this) && typeof v === 'string') dom(this).innerHTML = v } } })
  def('icon', { props: { type: S(), size: ANY(23), color: S() } })
  def('progress', { props: { percent: N(), showInfo: B(), strokeWidth: ANY(6), activeColor: S(), backgroundColor: S(), active: B() }, attached() { this.p = document.createElement('progress'); this.p.max = 100; this.p.value = this.data.percent; dom(this).append(this.p) }, observers: { percent(v) { if (this.p) this.p.value = v } } })
  def('slider', { props: { ...field, min: N(), max: N(100), step: N(1), value: N(), showValue: B(), activeColor: S(), backgroundColor: S(), blockSize: N(28) }, attached() { const i = (this.ctl = document.createElement('input')); i.type = 'range'; i.min = this.data.min; i.max = this.data.max; i.step = this.data.step; i.value = this.data.value; i.onchange = () => { this.setData({ value: +i.value }); fire(this, 'change', { value: +i.value }) }; dom(this).append(i) }, methods: { formValue() { return this.data.value } } })
}
