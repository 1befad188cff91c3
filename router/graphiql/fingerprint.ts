import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where all builds of the page are; each in a folder named by what it was built from. */
export const BUILDS = fileURLToPath(new URL('dist', import.meta.url))

/** The folder of the page built from these sources and these packages, whether built yet or not. */
export async function explorerDirectory(): Promise<string> {
  const hash = createHash('sha256')
  for (const name of await sources()) {
    hash
      .update(name)
      .update('\0')
      .update(await readFile(join(ROOT, name)))
      .update('\0')
  }
  for (const name of PACKAGES) hash.update(`${name}@${await version(name)}\0`)
  return join(BUILDS, hash.digest('hex').slice(0, 16))
}

const ROOT = fileURLToPath(new URL('.', import.meta.url))

/** What ends up in the page, or decides how it gets there. */
const PACKAGES = [
  'graphiql',
  '@graphiql/plugin-explorer',
  '@graphiql/plugin-history',
  '@graphiql/react',
  '@graphiql/toolkit',
  'graphql',
  'monaco-editor',
  'monaco-graphql',
  'react',
  'react-dom',
  'vite',
]

const sources = async () =>
  (await readdir(ROOT, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .filter((name) => !name.startsWith('dist/') && !name.endsWith('.test.ts'))
    .sort()

async function version(name: string): Promise<string> {
  const file = findPackageJSON(name, import.meta.url)
  if (!file) throw new Error(`The package ${name} is not installed: run npm ci.`)
  return JSON.parse(await readFile(file, 'utf8')).version
}
