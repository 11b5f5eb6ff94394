// WXML and WXS, compiled by WeChat's own compiler; a fault ends the build with its place.
import path from 'node:path'
import { createRequire } from 'node:module'
import { NPM, fileOf, read } from './source.mjs'

const { TmplGroup } = createRequire(import.meta.url)('glass-easel-template-compiler')

/** The templates of these components as JavaScript. Raises with every fault that is ours. */
export function templates(codePaths) {
  const group = new TmplGroup()
  const faults = []
  const seen = new Set()
  const script = (ref) => {
    const name = ref.replace(/\.wxs$/, '')
    if (seen.has(name + '.wxs')) return
    seen.add(name + '.wxs')
    // WXS is not JavaScript: `x.constructor` is the name of its type
    const text = read(fileOf(name) + '.wxs').replace(/([\w$]+(?:\.[\w$]+|\[[^\]]*\])*)\.constructor\b/g, '__wxsCtor($1)')
    group.addScript(name, text)
    group.addScript(name + '.wxs', text) // <wxs src> looks it up without the suffix, require() with it
    for (const found of text.matchAll(/require\(\s*['"](.+?)['"]\s*\)/g)) script(path.posix.join(path.posix.dirname(name), found[1]))
  }
  const template = (name) => {
    if (seen.has(name)) return
    seen.add(name)
    for (const one of group.addTmpl(name, read(fileOf(name) + '.wxml')) ?? []) {
      if (one.isError || !name.startsWith(NPM)) faults.push(`${name}.wxml:${one.startLine}:${one.startColumn} ${one.message}`)
    }
    for (const one of group.getDirectDependencies(name)) template(one.replace(/\.wxml$/, ''))
    for (const one of group.getScriptDependencies(name)) script(one)
  }
  for (const one of codePaths) template(one)
  const ours = faults.filter((one) => !one.startsWith(NPM))
  if (ours.length) throw new Error(ours.join('\n'))
  return group.getTmplGenObjectGroups()
}
