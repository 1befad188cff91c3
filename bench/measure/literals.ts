import { once } from 'node:events'
import { watch } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePorts, startChild } from '../contestants/child.ts'
import { CACHE } from '../data/cluster.ts'
import { environmentOf, type Organization, tokenFor } from '../data/organizations.ts'
import { Connection, post } from '../load/connection.ts'
import { median } from './statistics.ts'

/** What many queries of one shape leave behind. */
export interface Literals {
  /** Bytes, after a collection. */
  readonly heapBefore: number
  readonly heapAfter: number
  readonly rssBefore: number
  readonly rssAfter: number
  /** The p50 of the first and the last thousand, in milliseconds. */
  readonly first: number
  readonly last: number
}

const QUERIES = 10_000
const A_THOUSAND = 1_000
const PRELOAD = fileURLToPath(new URL('memory-on-signal.ts', import.meta.url))

/** Asks 10,000 queries that differ in a literal of one process, one after the other. */
export async function measureLiterals(
  organization: Organization,
  onTurn: (done: number, total: number) => void,
): Promise<Literals> {
  const [port] = await freePorts(1)
  const file = join(CACHE, 'memory.json')
  const token = await tokenFor(organization)
  const child = await startChild({
    name: 'literals',
    command: 'platform/start.ts',
    node: ['--expose-gc', '--import', PRELOAD],
    env: { ...environmentOf(organization.urls), PORT: String(port), MEMORY_FILE: file },
    readyUrl: `http://127.0.0.1:${port}/health/ready`,
  })
  const connection = await Connection.open(port!)
  const ask = async (first: number, count: number): Promise<number[]> => {
    const times: number[] = []
    for (let index = first; index < first + count; index += 1) {
      const query = `{ customers(first: 5, search: "${(index * 7_919) % 100_000}") { nodes { name deals(first: 3) { nodes { title } } } } }`
      const since = performance.now()
      const { status, body } = await connection.ask(post('/graphql', token, JSON.stringify({ query })))
      times.push(performance.now() - since)
      if (status !== 200) throw new Error(`A query with a literal is answered with ${status}: ${body.toString('utf8')}`)
    }
    return times
  }
  try {
    await ask(QUERIES, A_THOUSAND)
    const before = await memoryOf(child.pid, file)
    const times: number[] = []
    for (let at = 0; at < QUERIES; at += A_THOUSAND) {
      onTurn(at, QUERIES)
      times.push(...(await ask(at, A_THOUSAND)))
    }
    const after = await memoryOf(child.pid, file)
    return {
      heapBefore: before.heapUsed,
      heapAfter: after.heapUsed,
      rssBefore: before.rss,
      rssAfter: after.rss,
      first: median(times.slice(0, A_THOUSAND)),
      last: median(times.slice(-A_THOUSAND)),
    }
  } finally {
    connection.close()
    await child.stop()
  }
}

async function memoryOf(pid: number, file: string): Promise<NodeJS.MemoryUsage> {
  await rm(file, { force: true })
  const watcher = watch(CACHE)
  try {
    process.kill(pid, 'SIGUSR2')
    for (;;) {
      const text = await readFile(file, 'utf8').catch(() => null)
      if (text) return JSON.parse(text) as NodeJS.MemoryUsage
      await once(watcher, 'change')
    }
  } finally {
    watcher.close()
  }
}
