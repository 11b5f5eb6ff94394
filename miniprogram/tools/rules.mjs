// What no compiler says: configuration by WeChat's schema as far as it is used here, paths that lead somewhere, words in their place.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const app = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../app')
const faults = []
const fault = (file, words) => faults.push(`${path.relative(app, file)}: ${words}`)
const all = fs.readdirSync(app, { recursive: true }).map((one) => path.join(app, one)).filter((one) => fs.statSync(one).isFile())
const ending = (...ends) => all.filter((one) => ends.includes(path.extname(one)))
const read = (file) => fs.readFileSync(file, 'utf8')
const isFile = (file) => fs.existsSync(file) && fs.statSync(file).isFile()

// ---- configuration: name → type, or the values it may have
const COLOUR = /^(@\w+|#[0-9a-f]{6})$/i
const WINDOW = {
  navigationBarTitleText: 'string', navigationBarBackgroundColor: COLOUR, navigationBarTextStyle: /^(@\w+|black|white)$/, navigationStyle: /^(default|custom)$/,
  backgroundColor: COLOUR, backgroundTextStyle: /^(@\w+|dark|light)$/, enablePullDownRefresh: 'boolean', onReachBottomDistance: 'number', disableScroll: 'boolean', pageOrientation: /^(portrait|landscape|auto)$/,
}
const COMPONENT = { component: 'boolean', usingComponents: 'object', componentGenerics: 'object', componentPlaceholder: 'object', styleIsolation: /^(isolated|apply-shared|shared|page-isolated|page-apply-shared|page-shared)$/ }
const APP = {
  entryPagePath: 'string', pages: 'object', subPackages: 'object', preloadRule: 'object', window: 'object', tabBar: 'object', usingComponents: 'object', style: /^v2$/,
  componentFramework: /^glass-easel$/, lazyCodeLoading: /^requiredComponents$/, darkmode: 'boolean', themeLocation: 'string', __usePrivacyCheck__: 'boolean', sitemapLocation: 'string',
  requiredPrivateInfos: 'object', permission: 'object', networkTimeout: 'object', functionalPages: 'boolean', resizable: 'boolean',
}

function conform(file, json, schema) {
  for (const [name, value] of Object.entries(json)) {
    const wanted = schema[name]
    if (!wanted) fault(file, `"${name}" is not known`)
    else if (typeof wanted === 'string' ? typeof value !== wanted : !wanted.test(value)) fault(file, `"${name}" cannot be ${JSON.stringify(value)}`)
  }
}

const json = JSON.parse(read(path.join(app, 'app.json')))
const theme = JSON.parse(read(path.join(app, 'theme.json')))
const pages = [...json.pages, ...json.subPackages.flatMap((one) => one.pages.map((page) => `${one.root}/${page}`))]
conform(path.join(app, 'app.json'), json, APP)
conform(path.join(app, 'app.json'), json.window, WINDOW)
for (const name of new Set(read(path.join(app, 'app.json')).match(/"@\w+"/g) ?? [])) {
  for (const mode of ['light', 'dark']) {
    const value = theme[mode][name.slice(2, -1)]
    if (value === undefined) fault(path.join(app, 'theme.json'), `${mode} has no ${name}`)
    else if (value.startsWith('/') && !isFile(path.join(app, value))) fault(path.join(app, 'theme.json'), `there is no ${value}`)
    else if (value.startsWith('/') && fs.statSync(path.join(app, value)).size > 40_000) fault(path.join(app, value), 'a tab icon is at most 40 KB')
  }
}
for (const { pagePath } of json.tabBar.list) if (!json.pages.includes(pagePath)) fault(path.join(app, 'app.json'), `the tab ${pagePath} is not in the main package`)

for (const file of ending('.json')) {
  const base = file.slice(0, -'.json'.length)
  const isPage = pages.includes(path.relative(app, base))
  if (!isPage && !isFile(base + '.wxml')) continue
  const own = JSON.parse(read(file))
  conform(file, own, isPage ? { ...WINDOW, ...COMPONENT } : COMPONENT)
  if (!isPage && own.component !== true) fault(file, 'a component says so')
  for (const end of ['.ts', '.wxml', '.wxss']) if (!isFile(base + end)) fault(file, `${path.basename(base)}${end} is missing`)
  const shown = isFile(base + '.wxml') ? read(base + '.wxml') : ''
  for (const tag of Object.keys(own.usingComponents ?? {})) if (!shown.includes(`<${tag}`)) fault(file, `<${tag}> is not used`)
  if (isPage && shown && !/^<(view|page-meta)[^>]*(\{\{look\}\}|page-)/.test(shown.trim())) fault(file, 'the outermost view of a page has class="{{look}}"')
}

// ---- paths
const SLASHED = /['"`](\/[\w-]+(?:\/[\w-]+)*\/index)(?=[?'"`$])/g
for (const file of ending('.ts', '.wxml')) for (const [, where] of read(file).matchAll(SLASHED)) if (!pages.includes(where.slice(1))) fault(file, `there is no page ${where}`)

// ---- words: in texts.ts of the room
const WORDS = /[\u4e00-\u9fff]{2,}/
const HOLDS = /(^|\/)(texts|regions)\.ts$|^kernel\/(words|zone|settings)\.ts$|^components\/texts\.ts$/
for (const file of ending('.ts', '.wxml')) {
  if (HOLDS.test(path.relative(app, file))) continue
  read(file).replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(?<!:)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' ')).split('\n').forEach((line, nth) => {
    if (WORDS.test(line)) fault(file, `${nth + 1}: words belong into texts.ts: ${line.trim().slice(0, 60)}`)
  })
}

// ---- what must be declared at WeChat before it is used (docs/miniprogram.md)
const DECLARED = { chooseMedia: '选中的照片或视频信息', getPhoneNumber: '手机号', chooseMessageFile: '选中的文件', scanCode: '', saveImageToPhotosAlbum: '相册（仅写入）权限', setClipboardData: '剪切板' }
const PRIVATE = 'chooseMedia chooseImage chooseVideo chooseMessageFile getLocation chooseLocation chooseAddress chooseContact getClipboardData setClipboardData getPhoneNumber saveImageToPhotosAlbum startRecord getWeRunData addPhoneCalendar openBluetoothAdapter'.split(' ')
for (const file of ending('.ts', '.wxml')) for (const name of PRIVATE) if (new RegExp(`(wx\\.|open-type="[\\w|]*)${name}\\b`).test(read(file)) && !(name in DECLARED)) fault(file, `${name} is not among what is declared to WeChat`)

if (faults.length) {
  console.error(faults.join('\n'))
  process.exit(1)
}
console.log(`rules: ${pages.length} pages, ${all.length} files`)
