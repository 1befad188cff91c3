import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { TestGraph } from '../support/graph.ts'

/** A part of Köprü in a process of its own. */
export interface Part {
  /** Where it serves, without a path. */
  readonly url: string
  readonly process: ChildProcess
  /** Everything it logged as a warning or worse. */
  readonly troubles: { level: number; msg: string }[]
  /** Everything it said, line by line. */
  readonly lines: readonly string[]
  /** Ends it and waits for that: with SIGTERM it stops in order. The exit code, or null when it was killed. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

export type PartName = 'identity' | 'crm' | 'erp' | 'router'

export type Parts = Record<PartName, Part>

export const ROUTER_SECRET = 'known to the router alone'

const SCRIPTS: Record<PartName, string> = {
  identity: '../../subgraphs/identity/server.ts',
  crm: '../../subgraphs/crm/server.ts',
  erp: '../../subgraphs/erp/server.ts',
  router: '../../router/main.ts',
}

/** Starts every part by itself, on the databases and with the signing keys of `graph`. */
export async function startParts(graph: TestGraph, more: Record<string, string> = {}): Promise<Parts> {
  const identity = await startPart('identity', { ...settings(graph, 'identity'), ...more })
  const known = { SUBGRAPH_URL_IDENTITY: identity.url, ...more }
  const crm = await startPart('crm', { ...settings(graph, 'crm'), ...known })
  const erp = await startPart('erp', { ...settings(graph, 'erp'), SUBGRAPH_URL_CRM: crm.url, ...known })
  const router = await startPart('router', { ...known, SUBGRAPH_URL_CRM: crm.url, SUBGRAPH_URL_ERP: erp.url })
  return { identity, crm, erp, router }
}

/** What a subgraph is told: its own database and no other. */
export const settings = ({ urls, dataDir }: TestGraph, name: 'identity' | 'crm' | 'erp') => ({
  [`DATABASE_URL_${name.toUpperCase()}`]: urls[name],
  ...(name === 'identity' && { KOPRU_DATA_DIR: dataDir }),
})

/** Starts one part on a free port and waits until it serves; rejects with its last words when it does not. */
export async function startPart(name: PartName, environment: Record<string, string>): Promise<Part> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(SCRIPTS[name], import.meta.url))], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'info', PORT: '0', ROUTER_SECRET, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const abandon = () => child.kill('SIGKILL')
  process.once('exit', abandon)
  const exited = once(child, 'exit').then(([code]): number | null => {
    process.off('exit', abandon)
    return code
  })
  const troubles: Part['troubles'] = []
  const words: string[] = []
  const serving = Promise.withResolvers<string>()
  createInterface({ input: child.stderr }).on('line', (line) => {
    words.push(line)
    if (!line.startsWith('{')) return
    const said = JSON.parse(line)
    if (said.level >= 40) troubles.push(said)
    if (said.url ?? said.address) serving.resolve(said.url ?? said.address)
  })
  exited.then((code) => serving.reject(new Error(`${name} ended with ${code}: ${words.slice(-5).join('\n')}`)))
  return {
    url: await serving.promise,
    process: child,
    troubles,
    lines: words,
    end: (signal = 'SIGTERM') => {
      child.kill(signal)
      return exited
    },
  }
}
