// Draws the icons: components/glyph/index.wxss from names.json, so that no font is fetched from afar; and the tab bar's pictures are checked to be there.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const folder = path.join(root, 'app/components/glyph')
const names = JSON.parse(fs.readFileSync(path.join(folder, 'names.json'), 'utf8'))

function drawing(name) {
  const file = path.join(root, 'node_modules/tdesign-icons-svg/src', `${name}.svg`)
  if (!fs.existsSync(file)) throw new Error(`tdesign-icons-svg has no "${name}"`)
  const svg = fs.readFileSync(file, 'utf8')
  const slim = svg.replace('view-box', 'viewBox').replaceAll('currentColor', '#000').replace(/ (?:class|id|width|height)="[^"]*"/g, '').replace(/<path fill="transparent"[^>]*><\/path>/g, '').replaceAll('></path>', '/>').replace(/<\/?g>/g, '')
  return slim.replaceAll('"', "'").replaceAll('#', '%23').replaceAll('<', '%3C').replaceAll('>', '%3E')
}

const base = `/* Written by \`npm run icons\` from names.json. */
:host { display: inline-flex; flex: none; }
.glyph { width: 1em; height: 1em; font-size: 44rpx; background-color: currentColor; -webkit-mask: var(--drawing) center / contain no-repeat; mask: var(--drawing) center / contain no-repeat; }
`
const text = base + [...names].sort().map((name) => `.${name} { --drawing: url("data:image/svg+xml,${drawing(name)}"); }\n`).join('')
const file = path.join(folder, 'index.wxss')
if (process.argv.includes('--check')) {
  if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) {
    console.error('components/glyph/index.wxss is not what names.json says: npm run icons')
    process.exit(1)
  }
} else fs.writeFileSync(file, text)
