import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { connected } from '../../platform/databases.ts'
import { type Postgres, type PostgresOptions, type RunningPostgres, startPostgres } from '../../platform/postgres.ts'
import { isAlive } from '../../platform/postgres-server.ts'

/** A folder for one test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'kopru-platform-')))
  await chmod(folder, 0o755)
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }))
  return folder
}

/** Folders as an orderly stop leaves them, for one test file: initdb is what takes the time. */
export function stoppedFolders(): () => Promise<string> {
  let seed: string
  beforeAll(async () => {
    seed = await mkdtemp(join(tmpdir(), 'kopru-platform-seed-'))
    const postgres = await startPostgres({ dataDir: seed, fsync: false })
    await postgres.stop()
  })
  afterAll(() => rm(seed, { recursive: true, force: true }))
  return async () => {
    const folder = await temporaryFolder()
    const { status, stderr } = spawnSync('cp', ['-a', `${seed}/.`, folder], { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    await chmod(folder, 0o755)
    return folder
  }
}

/** A PostgreSQL that stops with the test. */
export async function started(dataDir: string, options: Partial<PostgresOptions> = {}): Promise<Postgres> {
  const postgres = await startPostgres({ dataDir, fsync: false, ...options })
  onTestFinished(() => postgres.stop())
  return postgres
}

export interface HeldPostgres {
  readonly holder: ChildProcess
  /** What it said first: `{ port, reused }`, or `{ refused, message }`. */
  readonly said: { port?: number; reused?: boolean; refused?: string; message?: string }
}

/** The same in a process of its own, which may be killed. */
export async function held(dataDir: string, script = holdScript): Promise<HeldPostgres> {
  const holder = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(createInterface({ input: holder.stdout as NodeJS.ReadableStream }), 'line')
  const said = JSON.parse(line) as HeldPostgres['said']
  onTestFinished(async () => {
    if (holder.exitCode === null && holder.signalCode === null) await kill(holder, 'SIGKILL')
    if (!said.refused) await killPostmaster(dataDir)
  })
  return { holder, said }
}

export async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

export const postmasterPid = async (dataDir: string) =>
  Number((await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0])

export async function killPostmaster(dataDir: string): Promise<void> {
  const pid = await postmasterPid(dataDir).catch(() => undefined)
  if (pid && (await isAlive(pid, join(dataDir, 'cluster')))) process.kill(pid, 'SIGKILL')
}

/** Another program on a port. */
export async function occupied(port = 0): Promise<{ port: number; leave(): void }> {
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port, leave: () => void server.close() }
}

/** Notes that must survive whatever the test does to the server. */
export const notes = ({ url }: RunningPostgres) => ({
  write: (text: string) =>
    connected(url('postgres', 'postgres'), async (sql) => {
      await sql`create table if not exists notes (text text)`
      await sql`insert into notes values (${text})`
    }),
  read: () =>
    connected(url('postgres', 'postgres'), async (sql) => (await sql`select text from notes`).map(({ text }) => text)),
})

const holdScript = fileURLToPath(new URL('hold-postgres.ts', import.meta.url))
