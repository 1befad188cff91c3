import { spawn } from 'node:child_process'
import { access, chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { BUILDS, explorerDirectory } from '../router/graphiql/fingerprint.ts'

/**
 * Makes sure that the page at GET / is there, and answers its folder. The bundler works in a process
 * of its own: its memory goes when the work is done, and no setting of ours ends up in the page.
 */
export async function ensureExplorer(): Promise<string> {
  const directory = await explorerDirectory()
  if (!(await exists(directory))) await buildInChild()
  return directory
}

function buildInChild(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let complaint = ''
    child.stderr.setEncoding('utf8').on('data', (text) => {
      complaint += text
    })
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The explorer was not built.\n${complaint}`)),
    )
  })
}

async function main(args: string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) return console.log(HELP)
  if (args.length) throw new Error(`There is no ${args[0]}.\n\n${HELP}`)

  const start = performance.now()
  const directory = await explorerDirectory()
  if (await exists(directory)) return console.log('The explorer is built already.')
  const { files, bytes } = await build(directory)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`The explorer is built: ${files} files, ${megabytes(bytes)} to send, ${seconds} s.`)
}

const HELP = `Builds the explorer, the page that people see at GET /, unless it is built already.

  node platform/build-explorer.ts          build when its sources or packages have changed
  node platform/build-explorer.ts --help   this text`

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`

/** Builds beside and moves in whole, so that nobody ever sees half a page, however many build it. */
async function build(directory: string): Promise<Sizes> {
  await mkdir(BUILDS, { recursive: true })
  const draft = await mkdtemp(join(BUILDS, '.draft-'))
  try {
    await bundle(draft)
    const sizes = await compress(draft)
    await chmod(draft, 0o755)
    await rename(draft, directory).catch(async (error) => {
      if (!(await exists(directory))) throw error
    })
    await removeOldBuilds(directory)
    return sizes
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function bundle(outDir: string): Promise<void> {
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  const { config } = await import('../router/graphiql/vite.config.ts')
  await build({
    ...config,
    build: { ...config.build, outDir, emptyOutDir: true },
    configFile: false,
    logLevel: 'error',
  })
}

/** Compresses once what would otherwise be compressed for every visitor. */
async function compress(directory: string): Promise<Sizes> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map((file) => compressFile(join(file.parentPath, file.name))))
  return { files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

/** Writes the `.br` and `.gz` beside a text. zlib's own four threads bound the work in flight. */
async function compressFile(file: string): Promise<number> {
  const content = await readFile(file)
  if (!TEXTS.has(extname(file)) || content.length < 1_000) return content.length
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 9,
        [constants.BROTLI_PARAM_LGWIN]: 24,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
    promisify(gzip)(content, { level: 9 }),
  ])
  await Promise.all([writeFile(`${file}.br`, brotli), writeFile(`${file}.gz`, gzipped)])
  return brotli.length
}

const TEXTS = new Set(['.css', '.html', '.js', '.json', '.svg', '.ttf', '.md'])

/** Yesterday's builds go; a younger one may still be somebody's open page, or being built. */
async function removeOldBuilds(current: string): Promise<void> {
  for (const name of await readdir(BUILDS)) {
    const path = join(BUILDS, name)
    if (path === current) continue
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs
    if (age > A_DAY) await rm(path, { recursive: true, force: true })
  }
}

const A_DAY = 24 * 60 * 60 * 1000

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

interface Sizes {
  files: number
  bytes: number
}

if (import.meta.main) {
  await main(process.argv.slice(2)).catch((error) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
