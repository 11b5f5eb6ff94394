// The folder to open in WeChat DevTools: build/miniprogram, whole. Scripts compiled, only used TDesign components, WeChat's own
// compilers over every template and style sheet, and the size of each package.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import * as esbuild from 'esbuild'
import { NPM, app, fileOf, graph, isFile, read, readJson, root } from '../webhost/source.mjs'

const LARGEST = 1_000_000
const { values: options } = parseArgs({ options: { out: { type: 'string', default: path.resolve(root, '../build/miniprogram') }, appid: { type: 'string' } } })
const out = path.join(options.out, 'app')
const LEFT_OUT = /\.md$|components\/glyph\/names\.json$/

function write(where, content) {
  const file = path.join(out, where)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, content)
}

function ours() {
  for (const name of fs.readdirSync(app, { recursive: true })) {
    const file = path.join(app, name)
    if (!isFile(file) || LEFT_OUT.test(name)) continue
    if (!name.endsWith('.ts')) write(name, fs.readFileSync(file))
    else write(name.replace(/\.ts$/, '.js'), esbuild.transformSync(read(file), { loader: 'ts', format: 'cjs', target: 'es2019', legalComments: 'none' }).code)
  }
}

/** A TDesign file and whatever it needs. */
function theirs(file, base, done) {
  if (done.has(file) || !isFile(file)) return
  done.add(file)
  const where = NPM + 'tdesign-miniprogram/' + path.relative(base, file)
  write(where, fs.readFileSync(file))
  if (!/\.(js|wxs|wxml|wxss|json)$/.test(file)) return
  for (const [, , wanted] of read(file).matchAll(/(\bfrom\s*|\bimport\s*|require\(\s*|@import\s*|src=)["']([^"']+)["']/g)) {
    const beside = path.resolve(path.dirname(file), wanted)
    const nested = path.join(base, 'miniprogram_npm', wanted)
    for (const one of [beside, beside + '.js', beside + '/index.js', nested + '.js', nested + '/index.js']) theirs(one, base, done)
  }
}

function tdesign() {
  const base = path.join(root, 'node_modules/tdesign-miniprogram/miniprogram_dist')
  const done = new Set()
  const used = [...graph().components.keys()].filter((one) => one.startsWith(NPM))
  for (const one of used) for (const end of ['.js', '.json', '.wxml', '.wxss']) theirs(fileOf(one) + end, base, done)
  return used.map((one) => one.split('/').at(-1))
}

/** wcc and wcsc, as DevTools runs them. */
function compiled() {
  const platform = { linux: 'linux', darwin: 'mac' }[process.platform]
  if (!platform) return 'WeChat’s compilers run on Linux and macOS only: left out'
  const files = fs.readdirSync(out, { recursive: true })
  for (const [tool, ends] of [['wcc', /\.(wxml|wxs)$/], ['wcsc', /\.wxss$/]]) {
    const binary = path.join(root, 'node_modules/miniprogram-compiler/bin', platform, tool)
    fs.chmodSync(binary, 0o755)
    const wanted = files.filter((one) => ends.test(one))
    const said = spawnSync(binary, ['-o', path.join(options.out, `${tool}.js`), ...wanted], { cwd: out, encoding: 'utf8' })
    fs.rmSync(path.join(options.out, `${tool}.js`), { force: true })
    if (said.status !== 0 || /^ERR/m.test(said.stdout + said.stderr)) throw new Error(`${tool}: ${said.stdout}${said.stderr}${said.error ?? ''}`)
  }
  return 'wcc and wcsc: no fault'
}

function sizes() {
  const rooms = readJson(path.join(out, 'app.json')).subPackages.map((one) => one.root)
  const size = Object.fromEntries(['main', ...rooms].map((name) => [name, 0]))
  for (const name of fs.readdirSync(out, { recursive: true })) {
    const file = path.join(out, name)
    if (isFile(file)) size[rooms.find((room) => name.startsWith(room + path.sep)) ?? 'main'] += fs.statSync(file).size
  }
  return size
}

fs.rmSync(options.out, { recursive: true, force: true })
ours()
const used = tdesign()
const project = readJson(path.join(root, 'project.config.json'))
fs.writeFileSync(path.join(options.out, 'project.config.json'), JSON.stringify({ ...project, ...(options.appid && { appid: options.appid }) }, null, 2) + '\n')
try {
  console.log(compiled())
} catch (fault) {
  console.error(fault.message)
  process.exit(1)
}
const size = sizes()
for (const [name, bytes] of Object.entries(size)) console.log(`  ${name.padEnd(14)}${(bytes / 1000).toFixed(0).padStart(6)} KB`)
console.log(`  ${'together'.padEnd(14)}${(Object.values(size).reduce((one, other) => one + other) / 1000).toFixed(0).padStart(6)} KB; TDesign: ${used.join(', ') || 'none'}`)
if (Object.values(size).some((bytes) => bytes > LARGEST)) {
  console.error('a package is larger than 1 MB')
  process.exit(1)
}
