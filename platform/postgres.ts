import { mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { serverAccount } from './postgres-account.ts'
import { locateBinaries } from './postgres-binaries.ts'
import {
  createCluster,
  hasCluster,
  type Passwords,
  type Role,
  readPasswords,
  removeDrafts,
} from './postgres-cluster.ts'
import { removeCopy } from './postgres-copy.ts'
import { keepAlive } from './postgres-guard.ts'
import { lockDataDir } from './postgres-lock.ts'
import type { Account } from './postgres-process.ts'
import { choosePort, findServer, launch, type Server, shutDown, TryAgain } from './postgres-server.ts'

export interface PostgresOptions {
  readonly dataDir: string
  readonly onLog?: (line: string) => void
  /** Off only where the data may be lost, as in tests. */
  readonly fsync?: boolean
  /** Without it: the port of the last start, or any that is free. */
  readonly port?: number
  /** Gives up a start that is under way, and ends the server that was to come up. */
  readonly signal?: AbortSignal | undefined
}

export interface RunningPostgres {
  readonly port: number
  readonly passwords: Passwords
  url(database: string, role: Role): string
}

export interface Postgres extends RunningPostgres {
  /** Whether a server was found that had outlived the process which started it. */
  readonly reused: boolean
  /** Tells a second start where this one is found. */
  announce(url: string): Promise<void>
  stop(): Promise<void>
}

/**
 * Brings up the embedded PostgreSQL of a data folder, whatever state the last stop left it in, and
 * keeps it up until `stop`. Throws AlreadyRunning while another process has the folder.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const house = await openHouse(options)
  const lock = await lockDataDir(house.dataDir)
  try {
    const survivor = await adoptSurvivor(house)
    const server = survivor ?? (await bringUp(house, options.port))
    house.say(`PostgreSQL serves on 127.0.0.1:${server.port} (pid ${server.pid}).`)

    const restart = async (port: number) => {
      if (await hasCluster(house.cluster)) return bringUp(house, port)
      throw new Error(`${house.cluster} is gone: Köprü cannot serve it any longer.`)
    }
    const guard = keepAlive(server, house.cluster, restart, house.say)
    const stop = async () => {
      await shutDown(await guard.release(), house.cluster)
      await removeCopy(house.dataDir)
      await lock.release()
    }
    let stopped: Promise<void> | undefined
    return {
      ...access(server.port, await readPasswords(house.cluster)),
      reused: survivor !== undefined,
      announce: lock.announce,
      stop: () => {
        stopped ??= stop()
        return stopped
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** The server of a data folder that some process keeps up, for those who only want to talk to it. */
export async function runningPostgres(dataDir: string): Promise<RunningPostgres | undefined> {
  const cluster = await realpath(join(dataDir, clusterFolder)).catch(() => undefined)
  const server = cluster && (await findServer(cluster))
  return server ? access(server.port, await readPasswords(cluster)) : undefined
}

/** The data folder and how it is to be served. */
interface House {
  readonly dataDir: string
  readonly cluster: string
  readonly account: Account | undefined
  readonly fsync: boolean
  readonly say: (line: string) => void
  readonly signal: AbortSignal | undefined
}

const clusterFolder = 'cluster'

async function openHouse({ dataDir: given, fsync = true, onLog, signal }: PostgresOptions): Promise<House> {
  await makeFolder(given).catch((error) => {
    throw new Error(`The data folder ${given} cannot be made: ${error.message}`)
  })
  const dataDir = await realpath(given)
  const cluster = join(dataDir, clusterFolder)
  return {
    dataDir,
    cluster,
    account: await serverAccount(cluster),
    fsync,
    say: (line) => onLog?.(line),
    signal,
  }
}

/** Step by step: where a system will have no folder, as under /proc, Node's own `recursive` never comes back. */
async function makeFolder(folder: string, parents = true): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o711 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return
    if (code !== 'ENOENT' || !parents) throw error
    await makeFolder(dirname(folder))
    await makeFolder(folder, false)
  }
}

const access = (port: number, passwords: Passwords): RunningPostgres => ({
  port,
  passwords,
  url: (database, role) => `postgres://${role}:${passwords[role]}@127.0.0.1:${port}/${database}`,
})

async function adoptSurvivor({ cluster, say }: House): Promise<Server | undefined> {
  const server = await findServer(cluster)
  if (!server) return undefined

  const passwords = await readPasswords(cluster)
  const url = access(server.port, passwords).url('postgres', 'postgres')
  const sql = postgres(url, { max: 1, connect_timeout: 5 })
  try {
    await sql`select 1`
  } catch (error) {
    throw new Error(
      `A PostgreSQL (pid ${server.pid}) has ${cluster} but does not answer ` +
        `(${(error as Error).message}): end it with "kill -INT ${server.pid}" and start again.`,
    )
  } finally {
    await sql.end({ timeout: 1 })
  }
  say(`Found the PostgreSQL of an earlier start that was killed (pid ${server.pid}).`)
  return server
}

/** Starts the server, on the given port or else the last one if it is free; makes the data first. */
async function bringUp(house: House, fixedPort?: number): Promise<Server> {
  const { dataDir, cluster, account, fsync, say, signal } = house
  await removeCopy(dataDir)
  await removeDrafts(dataDir)
  const binaries = await locateBinaries(dataDir, account)
  if (!(await hasCluster(cluster))) {
    say(`Making a PostgreSQL data folder in ${cluster}.`)
    await createCluster(cluster, binaries, account, fsync)
  }

  const portFile = join(dataDir, 'postgres.port')
  const logFile = join(dataDir, 'postgres.log')
  const lastPort = Number(await readFile(portFile, 'utf8').catch(() => '0'))
  const slow = setTimeout(say, 5_000, 'PostgreSQL replays its log after an unclean stop.')
  try {
    for (const deadline = Date.now() + 20_000; ; await sleep(200)) {
      signal?.throwIfAborted()
      const port = fixedPort ?? (await choosePort(lastPort))
      try {
        const server = await launch({ cluster, binaries, account, port, fsync, logFile, signal })
        await writeFile(portFile, String(port))
        return server
      } catch (error) {
        if (!(error instanceof TryAgain) || Date.now() > deadline) throw error
        if (error.portTaken && fixedPort !== undefined) throw error
        const faster = await findServer(cluster)
        if (faster) return faster
      }
    }
  } finally {
    clearTimeout(slow)
  }
}
