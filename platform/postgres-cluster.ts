import { randomBytes } from 'node:crypto'
import { access, chown, mkdir, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { canReach } from './postgres-account.ts'
import type { Binaries } from './postgres-binaries.ts'
import { type Account, run } from './postgres-process.ts'

/** The roles whose passwords the embedded server keeps; `postgres` is its superuser. */
export const roles = ['postgres', 'kopru_owner', 'kopru_app'] as const
export type Role = (typeof roles)[number]
export type Passwords = Record<Role, string>

const draftPrefix = 'cluster.draft-'
const passwordFile = 'kopru.passwords.json'

/** What `-D` says: where an account cannot walk down to its data, it is started inside of it. */
export async function dataArgument(folder: string, account: Account | undefined): Promise<string> {
  if (!account || (await canReach(dirname(folder), account))) return folder
  if (process.platform === 'linux') return '/proc/self/cwd'
  throw new Error(
    `The account PostgreSQL runs as (uid ${account.uid}) cannot reach ${folder}: ` +
      'choose another place with KOPRU_DATA_DIR.',
  )
}

/** Says whether there is a complete cluster; refuses one that this Köprü could not open. */
export async function hasCluster(cluster: string): Promise<boolean> {
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (!version || !(await exists(join(cluster, 'global', 'pg_control')))) return false
  if (version.trim() !== majorVersion) {
    throw new Error(
      `${cluster} was written by PostgreSQL ${version.trim()}; this Köprü brings ` +
        `${majorVersion} and leaves it alone. Move it away, or go back to the Köprü that wrote it.`,
    )
  }
  if (!(await exists(join(cluster, passwordFile)))) {
    throw new Error(`${cluster} has lost its ${passwordFile}: restore it, or move the folder away.`)
  }
  return true
}

/**
 * Makes a cluster beside its place and moves it there complete, passwords included. What an
 * interrupted attempt left in that place is set aside, not deleted: it might be somebody's data.
 */
export async function createCluster(
  cluster: string,
  { initdb }: Binaries,
  account: Account | undefined,
  fsync: boolean,
): Promise<void> {
  const dataDir = dirname(cluster)
  const draft = await mkdtemp(join(dataDir, draftPrefix))
  const data = join(draft, 'data')
  const passwords = Object.fromEntries(roles.map((role) => [role, randomBytes(24).toString('base64url')]))
  const give = async (path: string) => account && chown(path, account.uid, account.gid)

  await mkdir(data, { mode: 0o700 })
  await writeFile(join(draft, 'password'), `${passwords.postgres}\n`, { mode: 0o600 })
  for (const path of [draft, data, join(draft, 'password')]) await give(path)

  const settings = [
    ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ['--username=postgres', '--auth=scram-sha-256', '--pwfile=../password'],
    ['-D', await dataArgument(data, account), ...(fsync ? [] : ['--no-sync'])],
  ]
  const { succeeded, output } = await run(initdb, settings.flat(), { account, cwd: data })
  if (!succeeded) {
    await rm(draft, { recursive: true, force: true })
    throw new Error(`PostgreSQL could not make its data folder: ${lastLines(output)}`)
  }

  const kept = join(data, passwordFile)
  await writeFile(kept, JSON.stringify(passwords), { mode: 0o600, flush: true })
  await give(kept)
  await setAside(cluster)
  await rename(data, cluster)
  await syncFolder(dataDir)
  await removeDrafts(dataDir)
}

/** A killed initdb leaves its draft behind; nothing else ever uses one. */
export async function removeDrafts(dataDir: string): Promise<void> {
  const drafts = (await readdir(dataDir)).filter((name) => name.startsWith(draftPrefix))
  await Promise.all(drafts.map((name) => rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 5 })))
}

export const readPasswords = async (cluster: string): Promise<Passwords> =>
  JSON.parse(await readFile(join(cluster, passwordFile), 'utf8')) as Passwords

export const lastLines = (text: string) => text.trim().split('\n').slice(-12).join('\n')

const majorVersion = '18'

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

async function setAside(cluster: string): Promise<void> {
  const names = await readdir(cluster).catch(() => [])
  if (names.length === 0) return rm(cluster, { recursive: true, force: true })
  await rename(cluster, `${cluster}.incomplete-${Date.now()}`)
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}
