// The pages of app.json, from the folders that are there: pages/<page> are the main package, <room>/pages/<page> a sub-package each. --check: or say that they differ.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const app = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../app')
const file = path.join(app, 'app.json')
const before = fs.readFileSync(file, 'utf8')
const json = JSON.parse(before)
const folders = (where) => (fs.existsSync(where) ? fs.readdirSync(where, { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => one.name).sort() : [])
const pagesOf = (room) => folders(path.join(app, room, 'pages')).filter((page) => fs.existsSync(path.join(app, room, 'pages', page, 'index.json'))).map((page) => `pages/${page}/index`)

const first = json.entryPagePath
json.pages = [first, ...pagesOf('.').filter((page) => page !== first)]
json.subPackages = folders(app).map((room) => ({ root: room, name: room, pages: pagesOf(room) })).filter((one) => one.pages.length)
const rooms = json.subPackages.map((one) => one.name)
json.preloadRule = Object.fromEntries(
  [['pages/home/index', ['registration']], ['pages/mine/index', ['cards']]]
    .map(([page, packages]) => [page, { network: 'all', packages: packages.filter((one) => rooms.includes(one)) }])
    .filter(([, rule]) => rule.packages.length),
)
const now = JSON.stringify(json, null, 2) + '\n'
if (process.argv.includes('--check')) {
  if (now !== before) {
    console.error('app.json does not name the pages that are there: npm run pages')
    process.exit(1)
  }
} else fs.writeFileSync(file, now)
