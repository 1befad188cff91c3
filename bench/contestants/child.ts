import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, open, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { CACHE } from '../data/cluster.ts'

/** A process of a contestant. */
export interface Child {
  readonly pid: number
  /** Milliseconds from its start until it answered that it is ready. */
  readonly startedIn: number
  stop(): Promise<void>
}

export interface ChildOptions {
  readonly name: string
  /** What it runs: a file of the project, or a program. */
  readonly command: string
  readonly args?: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Answers 200 as soon as it is ready. */
  readonly readyUrl: string
  /** Options for Node itself. */
  readonly node?: readonly string[]
}

/** Starts a process and waits until it is ready; what it says goes to a log in the cache. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const { name, command, args = [], env, node = [] } = options
  const logs = join(CACHE, 'logs')
  await mkdir(logs, { recursive: true })
  const logFile = join(logs, `${name}.log`)
  const log = await open(logFile, 'w')
  const since = performance.now()
  const script = command.endsWith('.ts')
  const child = spawn(script ? process.execPath : command, script ? [...node, command, ...args] : [...args], {
    cwd: PROJECT,
    env: { ...PLAIN, ...env },
    stdio: ['ignore', log.fd, log.fd],
  })
  running.add(child)
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  }).finally(() => running.delete(child))
  await log.close()
  const alive = () => child.exitCode === null && child.signalCode === null && child.pid !== undefined
  const stop = async () => {
    if (!alive()) return
    child.kill('SIGTERM')
    const patience = AbortSignal.timeout(25_000)
    patience.onabort = () => child.kill('SIGKILL')
    await ended
  }
  try {
    await ready(options.readyUrl, child, alive)
    return { pid: child.pid!, startedIn: performance.now() - since, stop }
  } catch (error) {
    await stop()
    const said = await readFile(logFile, 'utf8').catch(() => '')
    throw new Error(`${name} did not start: ${(error as Error).message}\n${said.slice(-2_000)}`)
  }
}

/** Ends whatever still runs, at once: for when the bench itself is asked to end. */
export function endChildren(): void {
  for (const child of running) child.kill('SIGTERM')
}

/** As many ports as asked for that nobody listens on. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listening))
  return Promise.all(
    servers.map(async (server) => {
      const { port } = server.address() as { port: number }
      await new Promise((resolve) => server.close(resolve))
      return port
    }),
  )
}

const running = new Set<ChildProcess>()

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

/** Nothing of whoever runs the bench, so that no setting of theirs is measured. */
const PLAIN = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', NODE_ENV: 'production' }

/** The first start of all builds the explorer's page. */
const PATIENCE = 180_000

async function ready(url: string, child: ChildProcess, alive: () => boolean): Promise<void> {
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await sleep(15)) {
    if (!alive()) throw new Error(`it ended with ${child.signalCode ?? `code ${child.exitCode}`}`)
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null)
    await response?.arrayBuffer()
    if (response?.ok) return
  }
  throw new Error('it was not ready within three minutes')
}

const listening = () =>
  new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
