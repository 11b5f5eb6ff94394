// What the app knows of the back end, written from docs/openapi.json: types/openapi.d.ts and kernel/anyone.ts. --check: or say that they differ.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const source = path.resolve(root, '../docs/openapi.json')
const contract = JSON.parse(fs.readFileSync(source, 'utf8'))
for (const one of Object.keys(contract.paths)) if (one.startsWith('/desk') || one.startsWith('/staff')) delete contract.paths[one]

const open = Object.entries(contract.paths).flatMap(([where, verbs]) =>
  Object.entries(verbs).filter(([, deed]) => deed['x-who'] === 'anyone').map(([verb]) => `  '${verb} ${where}',`),
)
const written = {
  'types/openapi.d.ts': astToString(await openapiTS(contract, { defaultNonNullable: false })),
  'app/kernel/anyone.ts': `// Written by \`npm run types\`: what may be asked without signing in.\nexport const ANYONE: ReadonlySet<string> = new Set([\n${open.sort().join('\n')}\n])\n`,
}
const differs = Object.entries(written).filter(([file, text]) => !fs.existsSync(path.join(root, file)) || fs.readFileSync(path.join(root, file), 'utf8') !== text)
if (process.argv.includes('--check')) {
  if (differs.length) {
    console.error(`docs/openapi.json says otherwise than ${differs.map(([file]) => file).join(', ')}: npm run types`)
    process.exit(1)
  }
} else for (const [file, text] of differs) fs.writeFileSync(path.join(root, file), text)
