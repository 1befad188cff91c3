import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Database } from '../../platform/databases.ts'

/** What the attacked process is told. */
export interface Setting {
  readonly urls: Record<Database, string>
  readonly dataDir: string
  readonly secret: string
  /** What another machine must show to read the metrics; without one, none may. */
  readonly metricsToken?: string
  /** Whom its page lends tokens of. */
  readonly organizations: { name: string; token: string }[]
  /** What it opens with, where that is not what Köprü brings. */
  readonly examplesDir?: string
}

/** The ports of the router and of each subgraph. */
export type Doors = Record<Database | 'router', number>

/** What the process spent since it was last asked. */
export interface Cost {
  readonly milliseconds: number
  readonly statements: readonly string[]
  readonly memory: number
  /** Names that appeared where every script finds them. */
  readonly evaluated: readonly string[]
}

export interface Line {
  readonly level: number
  readonly msg: string
  readonly requestId?: string
}

/** The attacked process, seen from outside. */
export interface Target {
  readonly doors: Doors
  readonly log: readonly Line[]
  /** What was written beside the log: nothing should be. */
  readonly noise: readonly string[]
  /** What it spent since the last time. Rejects when it is gone. */
  spent(): Promise<Cost>
  /** Whether it is the process that was started, still. */
  alive(): boolean
  end(): Promise<void>
}

/** Starts what is attacked in a process of its own, and waits until it listens. */
export async function startTarget(setting: Setting, environment: Record<string, string> = {}): Promise<Target> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('target.ts', import.meta.url))], {
    env: { PATH: process.env.PATH, ATTACKED: JSON.stringify(setting), ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const log: Line[] = []
  const noise: string[] = []
  for (const stream of [child.stdout!, child.stderr!]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (line.startsWith('{')) log.push(JSON.parse(line))
      else noise.push(line)
    })
  }
  const gone = once(child, 'exit').then(([code, signal]): never => {
    throw new Error(`What is attacked ended with ${code ?? signal}: ${noise.slice(-5).join('\n')}`)
  })
  gone.catch(() => {})
  const heard = <T>() => Promise.race([once(child, 'message').then(([message]) => message as T), gone])
  return {
    doors: await heard<Doors>(),
    log,
    noise,
    spent: () => {
      const cost = heard<Cost>()
      child.send('spent')
      return cost
    },
    alive: () => isAlive(child),
    end: async () => {
      if (!isAlive(child)) return
      child.kill('SIGKILL')
      await gone.catch(() => {})
    },
  }
}

const isAlive = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null
