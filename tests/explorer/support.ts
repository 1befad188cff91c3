import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import fastify, { type FastifyInstance } from 'fastify'
import { type ExplorerOptions, explorer } from '../../router/explorer.ts'

export const SCRIPT = `export const answer = ${JSON.stringify('forty-two '.repeat(200))}`

const FILES = {
  'page/index.html': '<!doctype html><title>Köprü</title>',
  'page/favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'page/licenses.md': 'not served',
  'page/assets/app-abc123.js': SCRIPT,
  'page/assets/app-abc123.js.br': brotliCompressSync(SCRIPT),
  'page/assets/app-abc123.js.gz': gzipSync(SCRIPT),
  'secret.txt': 'secret',
  'examples/a-first-by-name.graphql': '# Deals\nquery Deals { deals { id } }\n',
  'examples/customer-to-cash.graphql': '# Customer to cash\nquery Cash($first: Int) { a }\n',
  'examples/customer-to-cash.json': '{ "first": 5 }',
  'examples/untitled.graphql': 'query Untitled { a }\n',
  'examples/README.md': 'not an operation',
}

/** A small page, some examples and a secret beside them, on a server of their own. */
export async function serveExplorer(options: Partial<ExplorerOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'kopru-explorer-'))
  for (const [name, content] of Object.entries(FILES)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  const app = fastify()
  await app.register(explorer, {
    session: async () => null,
    examplesDir: join(folder, 'examples'),
    directory: join(folder, 'page'),
    ...options,
  })
  app.get('/api', async () => ({}))
  await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    app,
    folder,
    get: (path: string, headers: Record<string, string> = {}) => get(app, path, headers),
    [Symbol.asyncDispose]: async () => {
      await app.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** A request exactly as written: no client in between that tidies up paths or headers. */
function get(app: FastifyInstance, path: string, headers: Record<string, string>): Promise<Answer> {
  const { port } = app.server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, headers, agent: false }, async (response) => {
      const body = Buffer.concat(await response.toArray())
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
    })
      .once('error', reject)
      .end()
  })
}
