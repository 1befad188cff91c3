import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { runningPostgres } from '../../platform/postgres.ts'
import { kill, postmasterPid } from '../platform/support.ts'

/** What a newcomer's shell has, and nothing of the test's own. */
const shell = { PATH: process.env.PATH, HOME: process.env.HOME }

const root = fileURLToPath(new URL('../..', import.meta.url))

function launch(script: string, args: string[], environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [script, ...args], { cwd: root, env: { ...shell, ...environment } })
}

/** What a command line printed, and how it ended. */
export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs a command of ours to its end. */
export async function run(
  script: string,
  args: string[],
  environment: NodeJS.ProcessEnv,
  input = '',
): Promise<Outcome> {
  const child = launch(script, args, environment)
  const printed = listen(child)
  child.stdin!.on('error', () => {}).end(input)
  const [code] = await once(child, 'close')
  return { code, out: printed.out(), err: printed.err() }
}

function listen(child: ChildProcess) {
  const heard = { out: '', err: '' }
  child.stdout!.setEncoding('utf8').on('data', (text) => {
    heard.out += text
  })
  child.stderr!.setEncoding('utf8').on('data', (text) => {
    heard.err += text
  })
  return { out: () => heard.out, err: () => heard.err }
}

/** A Köprü in a process of its own, started as `npm start` starts it. */
export interface Kopru {
  readonly process: ChildProcess
  readonly dataDir: string
  readonly environment: NodeJS.ProcessEnv
  out(): string
  err(): string
  /** Where it serves; it may not be ready yet. */
  url(): Promise<string>
  /** Resolves with every status /health/ready had on the way, each once. */
  ready(): Promise<number[]>
  /** Runs another command beside it, on the same data. */
  run(script: string, args?: string[], input?: string): Promise<Outcome>
  /** Asks it as an owner of the demo. */
  ask<T = Record<string, never>>(query: string, variables?: object): Promise<T>
  /** Ends it in order; the exit code and how many seconds that took. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null; seconds: number }>
  /** As a power cut would: its process and every process of its PostgreSQL at once. */
  killEverything(): Promise<void>
}

/** Starts a Köprü on a data folder and any free port. */
export function startKopru(dataDir: string, given: NodeJS.ProcessEnv = {}): Kopru {
  const environment = { KOPRU_DATA_DIR: dataDir, PORT: '0', ...given }
  const child = launch('platform/start.ts', [], environment)
  const { out, err } = listen(child)
  let token: string | undefined
  const url = () => within(60, async () => (ended(child, out, err) ? null : await announced(dataDir, child.pid)))
  const runBeside: Kopru['run'] = (script, args = [], input) => run(script, args, environment, input)
  return {
    process: child,
    dataDir,
    environment,
    out,
    err,
    url,
    async ready() {
      const seen: number[] = []
      await within(120, async () => {
        ended(child, out, err)
        const { status } = await fetch(`${await url()}/health/ready`)
        if (seen.at(-1) !== status) seen.push(status)
        return status === 200
      })
      return seen
    },
    run: runBeside,
    async ask(query, variables) {
      token ??= (await runBeside('platform/token.ts')).out.trim()
      return graphql(`${await url()}/graphql`, token, query, variables)
    },
    async stop(signal = 'SIGTERM') {
      const since = performance.now()
      const gone = once(child, 'exit')
      child.kill(signal)
      const [code] = await gone
      return { code, seconds: (performance.now() - since) / 1000 }
    },
    async killEverything() {
      await killTree(postmasterPid(dataDir))
      await kill(child, 'SIGKILL')
    },
  }
}

/** What was written down by one that was killed does not count. */
async function announced(dataDir: string, pid: number | undefined): Promise<string | undefined> {
  const text = await readFile(join(dataDir, 'running.json'), 'utf8').catch(() => '{}')
  const holder = JSON.parse(text) as { pid?: number; url?: string }
  return holder.pid === pid ? holder.url : undefined
}

/** Ends what a failed test may have left: nothing of it stays on the machine. */
export async function clearUp({ process: child, dataDir }: Kopru): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await kill(child, 'SIGKILL')
  const postmaster = await runningPostmaster(dataDir)
  if (postmaster) process.kill(postmaster, 'SIGKILL')
}

/** The postmaster of a folder, when it is up. */
export async function runningPostmaster(dataDir: string): Promise<number | undefined> {
  return (await runningPostgres(dataDir)) && (await postmasterPid(dataDir))
}

/** Data, or a rejection with everything that was wrong. */
export async function graphql<T>(url: string, token: string, query: string, variables: object = {}): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] }
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'))
  return data
}

/** Asks again until there is an answer. */
export async function within<T>(seconds: number, look: () => Promise<T>): Promise<NonNullable<T>> {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(10)) {
    const found = await look()
    if (found) return found
  }
  throw new Error(`It did not happen within ${seconds} s.`)
}

function ended({ exitCode, signalCode }: ChildProcess, out: () => string, err: () => string): false {
  if (exitCode === null && signalCode === null) return false
  throw new Error(`It ended with ${exitCode ?? signalCode}:\n${out()}\n${err()}`)
}

/** Kills a process and its children, as `kill -9` of them all does: a postmaster and its backends. */
export async function killTree(parent: Promise<number>): Promise<void> {
  const pid = await parent
  for (const each of [pid, ...(await childrenOf(pid))]) {
    try {
      process.kill(each, 'SIGKILL')
    } catch (error) {
      // A backend may have ended with its connection in the meantime.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}

/** The processes that a process has started and that are there. */
export async function childrenOf(parent: number): Promise<number[]> {
  if (process.platform !== 'linux') {
    const child = spawn('pgrep', ['-P', String(parent)])
    const { out } = listen(child)
    await once(child, 'close')
    return out().split('\n').filter(Boolean).map(Number)
  }
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const parents = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(join('/proc', pid, 'stat'), 'utf8').catch(() => '')
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    }),
  )
  return pids.filter((_, index) => parents[index] === parent).map(Number)
}
