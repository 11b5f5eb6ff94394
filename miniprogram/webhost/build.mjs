// Builds the mini program for a browser: `node webhost/build.mjs [--out FOLDER] [--only room,room]`.
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import * as esbuild from 'esbuild'
import { NPM, app, fileOf, graph, here, isFile, read, readJson, root, scriptOf } from './source.mjs'
import { styles } from './wxss.mjs'
import { templates } from './wxml.mjs'

const { values: options } = parseArgs({ options: { out: { type: 'string', default: path.join(root, 'dist') }, only: { type: 'string' } } })
const out = path.resolve(options.out)
// What a page of a mini program does not have
const HIDDEN = 'window document fetch XMLHttpRequest localStorage sessionStorage indexedDB navigator location history alert'.split(' ')

const { appJson, pages, components } = graph(options.only?.split(','))
const fileOfComponent = new Map([...components.keys()].map((codePath) => [scriptOf(codePath), codePath]))

const miniprogram = {
  name: 'miniprogram',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ kind, importer, path: wanted, resolveDir }) => {
      if (kind === 'entry-point' || importer.startsWith(here)) return
      for (let folder = resolveDir; folder.length > 1; folder = path.dirname(folder)) {
        for (const end of ['/index.js', '.js']) if (isFile(path.join(folder, 'miniprogram_npm', wanted) + end)) return { path: path.join(folder, 'miniprogram_npm', wanted) + end }
      }
      for (const end of ['', '.js', '.ts', '/index.js', '/index.ts']) if (isFile(fileOf(NPM + wanted) + end)) return { path: fileOf(NPM + wanted) + end }
    })
    build.onLoad({ filter: /\.(ts|js)$/ }, ({ path: file }) => {
      const codePath = fileOfComponent.get(file)
      const ours = file.startsWith(app + path.sep)
      if (!codePath && !ours) return
      const hidden = ours ? `var ${HIDDEN.map((name) => `${name} = undefined`).join(', ')};` : ''
      const [enter, leave] = codePath ? [`__mp.enter(${JSON.stringify(codePath)});`, '\n;__mp.leave();'] : ['', '']
      return { contents: hidden + enter + read(file) + leave, loader: file.endsWith('.ts') ? 'ts' : 'js', resolveDir: path.dirname(file) }
    })
  },
}

let compiled
try {
  compiled = templates(components.keys())
} catch (fault) {
  console.error(fault.message)
  process.exit(1)
}
const { css, icons } = styles(components)
const listed = [...components].map(
  ([codePath, one]) =>
    `{ path: ${JSON.stringify(codePath)}, json: ${JSON.stringify(one.json)}, isPage: ${one.isPage}, ours: ${!codePath.startsWith(NPM)}, ` +
    `prefix: ${JSON.stringify(one.prefix)}, load: () => require(${JSON.stringify(scriptOf(codePath))}) }`,
)
const entry = `import { boot } from './runtime.js'
boot({ appJson: ${JSON.stringify(appJson)}, theme: ${JSON.stringify(readJson(path.join(app, 'theme.json')))}, pages: ${JSON.stringify(pages)},
templates: ${compiled}, components: [${listed.join(',\n')}], app: () => require(${JSON.stringify(scriptOf('app'))}) })`

fs.rmSync(out, { recursive: true, force: true })
fs.mkdirSync(path.join(out, 'icons'), { recursive: true })
await esbuild.build({
  stdin: { contents: entry, resolveDir: here, loader: 'js' },
  bundle: true,
  format: 'iife',
  sourcemap: true,
  outfile: path.join(out, 'app.js'),
  plugins: [miniprogram],
  target: 'es2022',
  logLevel: 'error',
  define: { 'process.env.NODE_ENV': '"development"' },
})
fs.writeFileSync(path.join(out, 'app.css'), css)
for (const [name, drawing] of icons) fs.writeFileSync(path.join(out, 'icons', name + '.svg'), drawing)
for (const name of ['host.css', 'index.html', 'frame.js', 'back.html', 'back.js']) fs.copyFileSync(path.join(here, name), path.join(out, name))
const isPicture = (file) => fs.statSync(file).isDirectory() || /\.(png|jpe?g|svg|webp)$/.test(file)
fs.cpSync(app, out, { recursive: true, filter: isPicture })
const kib = (name) => Math.round(fs.statSync(path.join(out, name)).size / 1024)
console.log(`host: ${pages.length} pages, ${components.size} components, script ${kib('app.js')} KiB, style ${kib('app.css')} KiB -> ${path.relative(process.cwd(), out)}`)
