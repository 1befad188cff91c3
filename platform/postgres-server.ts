import { spawn } from 'node:child_process'
import { type FileHandle, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './postgres-binaries.ts'
import { dataArgument, lastLines } from './postgres-cluster.ts'
import { type Account, explain, plainEnvironment, run } from './postgres-process.ts'

/** A postmaster that is up, ours or one that outlived the process which started it. */
export interface Server {
  readonly pid: number
  readonly port: number
}

export interface LaunchOptions {
  readonly cluster: string
  readonly binaries: Binaries
  readonly account: Account | undefined
  readonly port: number
  readonly fsync: boolean
  readonly logFile: string
  /** Ends the server while it comes up: it may have a long log to replay, and starts over the next time. */
  readonly signal: AbortSignal | undefined
}

/** A start that may succeed on another port, or as soon as a dying server is gone. */
export class TryAgain extends Error {
  readonly portTaken: boolean

  constructor(message: string, portTaken: boolean) {
    super(message)
    this.portTaken = portTaken
  }
}

/**
 * Starts a postmaster and returns when it accepts connections; a failure carries the server's own
 * words. It is detached, so that Ctrl-C reaches it only through us, after the last request.
 */
export async function launch(options: LaunchOptions): Promise<Server> {
  const { cluster, binaries, account, port, logFile, signal } = options
  const log = await openLog(logFile)
  try {
    const start = (await log.stat()).size
    const args = [
      ['-D', await dataArgument(cluster, account), '-p', String(port)],
      ...[...settings(options.fsync), label(cluster)].map((setting) => ['-c', setting]),
    ]
    const child = spawn(binaries.postgres, args.flat(), {
      ...account,
      cwd: cluster,
      detached: true,
      env: { ...plainEnvironment(), ...(await ignoringStalePid(cluster)) },
      stdio: ['ignore', log.fd, log.fd],
    })
    child.unref()
    let end: string | undefined
    child.once('error', (error) => {
      end = explain(binaries.postgres, error)
    })
    child.once('exit', (code, signal) => {
      end ??= `it ended with ${signal ?? `code ${code}`}`
    })

    const giveUp = () => child.kill('SIGINT')
    signal?.addEventListener('abort', giveUp, { once: true })
    while (end === undefined) {
      const server = await readPidFile(cluster)
      if (server?.ready && server.pid === child.pid) {
        signal?.removeEventListener('abort', giveUp)
        return { pid: server.pid, port }
      }
      await sleep(20)
    }
    throw refusal(end, (await readFile(logFile)).subarray(start).toString())
  } finally {
    await log.close()
  }
}

/** Finds a postmaster that still serves the folder, and waits for one that is coming or going. */
export async function findServer(cluster: string): Promise<Server | undefined> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const server = await readPidFile(cluster)
    if (!server || !(await isAlive(server.pid, cluster))) return undefined
    if (server.ready) return { pid: server.pid, port: server.port }
    await sleep(50)
  }
  throw new Error(`A PostgreSQL has been starting or stopping on ${cluster} for over a minute.`)
}

/** Stops a postmaster, politely first: committed work is safe in every case. */
export async function shutDown({ pid }: Server, cluster: string): Promise<void> {
  for (const [signal, patience] of stopSignals) {
    if (!(await isAlive(pid, cluster))) return
    process.kill(pid, signal)
    const deadline = Date.now() + patience
    while (Date.now() < deadline && (await isAlive(pid, cluster))) await sleep(20)
  }
}

/** Whether this pid is the folder's postmaster, and not another program's or a zombie's by now. */
export async function isAlive(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return line.split('\0').includes(label(cluster))
  }
  return (await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)])).output.includes(label(cluster))
}

/** The port asked for when it is free, or any that is. */
export async function choosePort(preferred: number): Promise<number> {
  return (await tryPort(preferred)) ?? (await tryPort(0)) ?? preferred
}

const stopSignals = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
] as const

/** A setting without effect, on the command line to tell this folder's postmaster from others. */
const label = (cluster: string) => `kopru.folder=${cluster}`

/** The log keeps the server's own life, not the statements of its clients: those hold people's data. */
const settings = (fsync: boolean) => [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  `shared_buffers=${sharedBuffers()}MB`,
  'synchronous_commit=on',
  `fsync=${fsync ? 'on' : 'off'}`,
  `full_page_writes=${fsync ? 'on' : 'off'}`,
  'timezone=UTC',
  'log_timezone=UTC',
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_checkpoints=off',
  'cluster_name=kopru',
]

/**
 * An eighth of the machine's memory, as far as 2 GB: what is not used is not taken, and a page of a large organisation
 * must not be fetched from the operating system again each time.
 */
const sharedBuffers = () => Math.min(2_048, Math.max(128, Math.floor(totalmem() / 8 / 1_048_576)))

/**
 * A postmaster refuses to start while the pid in a leftover postmaster.pid is alive, whoever has
 * it now. It ignores its grandparent's, and still checks that no old backend uses the memory.
 */
async function ignoringStalePid(cluster: string): Promise<Record<string, string>> {
  const stale = await readPidFile(cluster)
  return stale ? { PG_GRANDPARENT_PID: String(stale.pid) } : {}
}

async function readPidFile(cluster: string) {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!(pid > 0)) return undefined
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

function refusal(end: string, log: string): Error {
  const message = `PostgreSQL did not start: ${end}\n${lastLines(log)}`.trim()
  const portTaken = /could not bind .* address/.test(log)
  const dying = /pre-existing shared memory block|lock file ".*" already exists/.test(log)
  return portTaken || dying ? new TryAgain(message, portTaken) : new Error(message)
}

/** A log that another user left is replaced; a long one makes room, once. */
async function openLog(file: string): Promise<FileHandle> {
  const { size } = await stat(file).catch(() => ({ size: 0 }))
  if (size > 1_000_000) await rename(file, `${file}.1`)
  return open(file, 'a', 0o600).catch(async () => {
    await rm(file, { force: true })
    return open(file, 'a', 0o600)
  })
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
}
