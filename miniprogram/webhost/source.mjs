// The mini program as WeChat would read it: where each code path lies, its pages, and every component they use.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const here = path.dirname(fileURLToPath(import.meta.url))
export const root = path.resolve(here, '..')
export const app = path.resolve(process.env.XINGLIN_MINI_APP ?? path.join(root, 'app')) // another app: the host's own tests
export const NPM = 'miniprogram_npm/'

const mounts = new Map() // npm package -> the folder that holds its components
export const isFile = (file) => fs.existsSync(file) && fs.statSync(file).isFile()
export const read = (file) => fs.readFileSync(file, 'utf8')
export const readJson = (file) => JSON.parse(read(file))

function mountOf(name) {
  const folder = path.join(root, 'node_modules', name)
  if (!fs.existsSync(folder)) return null
  return path.join(folder, readJson(path.join(folder, 'package.json')).miniprogram ?? 'miniprogram_dist')
}

/** The file of a code path, without its suffix. */
export function fileOf(codePath) {
  if (!codePath.startsWith(NPM)) return path.join(app, codePath)
  const [name, ...rest] = codePath.slice(NPM.length).split('/')
  if (!mounts.has(name)) mounts.set(name, mountOf(name))
  return mounts.get(name) ? path.join(mounts.get(name), ...rest) : path.join(app, codePath)
}

function resolved(ref, from) {
  const beside = path.posix.join(path.posix.dirname(from), ref)
  const candidates = ref.startsWith('/') ? [ref.slice(1)] : ref.startsWith('.') ? [beside] : [beside, NPM + ref, ref]
  for (const one of candidates) for (const end of ['', '/index']) if (isFile(fileOf(one + end) + '.json')) return one + end
  throw new Error(`${from}: there is no component "${ref}"`)
}

/** app.json, its pages and everything they use. `only`: the sub-packages to take; none: all. */
export function graph(only) {
  const appJson = readJson(path.join(app, 'app.json'))
  if (only) appJson.subPackages = appJson.subPackages.filter((one) => only.includes(one.root))
  const pages = [...appJson.pages, ...appJson.subPackages.flatMap((one) => one.pages.map((page) => `${one.root}/${page}`))]
  const components = new Map()
  const visit = (codePath, isPage) => {
    if (components.has(codePath)) return
    const json = readJson(fileOf(codePath) + '.json')
    components.set(codePath, { json, isPage })
    const common = codePath.startsWith(NPM) ? {} : (appJson.usingComponents ?? {})
    const using = { ...common, ...json.usingComponents }
    json.usingComponents = {}
    for (const [tag, ref] of Object.entries(using)) {
      const target = resolved(ref, ref === common[tag] ? 'app' : codePath)
      json.usingComponents[tag] = '/' + target
      visit(target, false)
    }
    for (const generic of Object.values(json.componentGenerics ?? {})) {
      if (!generic?.default) continue
      const target = resolved(generic.default, codePath)
      generic.default = '/' + target
      visit(target, false)
    }
  }
  for (const page of pages) visit(page, true)
  return { appJson, pages, components }
}

export const scriptOf = (codePath) => ['.ts', '.js'].map((end) => fileOf(codePath) + end).find(isFile)
