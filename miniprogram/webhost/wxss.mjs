// WXSS as CSS: rpx, each component's own scope, and TDesign's icons drawn from the same drawings without its font from afar.
import path from 'node:path'
import postcss from 'postcss'
import selectors from 'postcss-selector-parser'
import { app, fileOf, isFile, read, root } from './source.mjs'

export const BUILTIN = new Set(
  ('view text image button input textarea form label picker picker-view picker-view-column scroll-view swiper swiper-item switch checkbox ' +
    'checkbox-group radio radio-group slider icon progress navigator rich-text cover-view cover-image web-view canvas video movable-area ' +
    'movable-view page root-portal page-container').split(' '),
)
const DRAWINGS = path.join(root, 'node_modules/tdesign-icons-svg/src')

function whole(file, stack = []) {
  if (stack.includes(file) || !isFile(file)) return ''
  return read(file).replace(/@import\s+(?:url\()?["']([^"']+)["']\)?\s*;/g, (_, ref) =>
    whole(ref.startsWith('/') ? path.join(app, ref) : path.resolve(path.dirname(file), ref), [...stack, file]),
  )
}

const rpx = (value) => value.replace(/(-?\d*\.?\d+)rpx\b/g, (_, n) => `calc(var(--rpx) * ${n})`)

function scoped(rule, prefix, page) {
  rule.selector = selectors((all) => {
    all.walkTags((tag) => {
      if (BUILTIN.has(tag.value)) tag.value = 'wx-' + tag.value
    })
    if (prefix) {
      all.walkClasses((one) => {
        one.value = `${prefix}--${one.value}`
      })
      all.walkPseudos((one) => {
        if (one.value === ':host') one.replaceWith(selectors.attribute({ attribute: 'wx-host', operator: '=', value: prefix, quoteMark: '"', raws: {} }))
      })
    }
    if (page) {
      all.each((one) => {
        const scope = selectors.className({ value: page })
        if (one.first.type === 'tag' && one.first.value === 'wx-page') one.insertAfter(one.first, scope)
        else {
          one.prepend(selectors.combinator({ value: ' ' }))
          one.prepend(scope)
        }
      })
    }
  }).processSync(rule.selector)
}

function drawn(css, icons) {
  css.walkAtRules('font-face', (rule) => rule.remove())
  css.walkRules(/^\.t-icon-[\w-]+:before$/, (rule) => {
    const name = rule.selector.slice('.t-icon-'.length, -':before'.length)
    const drawing = path.join(DRAWINGS, name + '.svg')
    if (!isFile(drawing)) return
    icons.set(name, read(drawing).replace('view-box', 'viewBox').replaceAll('currentColor', '#000'))
    rule.removeAll()
    const look = { content: "''", display: 'inline-block', width: '1em', height: '1em', background: 'currentColor', mask: `url(icons/${name}.svg) center / contain no-repeat` }
    for (const [prop, value] of Object.entries(look)) rule.append({ prop, value })
  })
}

function sheet(file, { prefix = '', page = '' }, icons) {
  const css = postcss.parse(whole(file), { from: file })
  css.walkDecls((one) => {
    one.value = rpx(one.value)
  })
  if (file.endsWith('miniprogram_dist/icon/icon.wxss')) drawn(css, icons)
  css.walkRules((rule) => {
    if (rule.parent.type !== 'atrule' || !/keyframes/.test(rule.parent.name)) scoped(rule, prefix, page)
  })
  return css.toString() + '\n'
}

export const pageClass = (codePath) => 'mp-' + codePath.replace(/[^\w-]/g, '_')
const isolated = (one) => !one.isPage && ['isolated', 'apply-shared'].includes(one.json.styleIsolation ?? 'isolated')

/** All style sheets as one, and the icons they show. Gives each component its `prefix`. */
export function styles(components) {
  const icons = new Map()
  let css = sheet(path.join(app, 'app.wxss'), {}, icons)
  let count = 0
  const sorted = [...components].sort(([, a], [, b]) => a.isPage - b.isPage)
  for (const [codePath, one] of sorted) {
    one.prefix = isolated(one) ? `s${(count++).toString(36)}` : ''
    css += sheet(fileOf(codePath) + '.wxss', { prefix: one.prefix, page: one.isPage ? pageClass(codePath) : '' }, icons)
  }
  return { css, icons }
}
