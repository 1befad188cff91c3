import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { createGzip } from 'node:zlib'
import { type Database, databases } from '../databases.ts'
import { writeChecksums } from './checksums.ts'
import { copyOut } from './copy.ts'
import { together } from './interrupt.ts'
import { type Content, KEPT_FILES, MANIFEST, type Manifest, type SavedDatabase, tableFile } from './manifest.ts'
import { type Snapshot, withSnapshots } from './snapshots.ts'
import { sequencesOf } from './tables.ts'

export interface BackupOptions {
  /** The databases, as roles that see every row. */
  readonly urls: Record<Database, string>
  /** Where the keys and the state of the demo are. */
  readonly dataDir: string
  /** The folder it becomes; there must be nothing yet. */
  readonly path: string
  /** Whether the signing keys, if they are in the data folder, go in. */
  readonly withKeys?: boolean
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

export interface Backup {
  readonly manifest: Manifest
  readonly kept: readonly string[]
}

/**
 * Writes everything that Köprü knows into a folder, while it runs. The folder has its name only when it is whole
 * and on the disk: before, and after a crash, there is one that ends in `.partial`.
 */
export async function writeBackup({ path: given, ...options }: BackupOptions): Promise<Backup> {
  const path = resolve(given)
  if (await exists(path)) throw new Error(`${path} exists already: a backup never writes over anything.`)
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.partial`)
  try {
    await mkdir(dirname(path), { recursive: true })
    await mkdir(draft, { mode: 0o700 })
    const backup = await fill(draft, options)
    for (const folder of [...databases, 'data', '.']) await syncFolder(join(draft, folder))
    await rename(draft, path)
    await syncFolder(dirname(path))
    return backup
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => {})
    throw trouble(error as NodeJS.ErrnoException, dirname(path))
  }
}

async function fill(draft: string, options: Omit<BackupOptions, 'path'>): Promise<Backup> {
  for (const folder of [...databases, 'data']) await mkdir(join(draft, folder), { mode: 0o700 })
  const manifest = await withSnapshots(options.urls, async (snapshots): Promise<Manifest> => {
    const tell = progressOver(Object.values(snapshots), options.onProgress)
    const [identity, crm, erp] = await together(
      options.signal,
      databases.map((name) => (signal: AbortSignal) => save(snapshots[name], name, draft, tell, signal)),
    )
    const [server] = await snapshots.identity.sql`select current_setting('server_version') as version`
    return {
      ...{ format: 1, id: randomUUID(), kopru: await version(), postgres: server!.version },
      databases: { identity: identity!, crm: crm!, erp: erp! },
    }
  })
  const kept = await keepFiles(draft, options)
  const tables = databases.flatMap((name) =>
    Object.keys(manifest.databases[name].tables).map((table) => tableFile(name, table)),
  )
  await writeFile(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true })
  await writeChecksums(draft, [MANIFEST, ...tables, ...kept.map((file) => `data/${file}`)])
  return { manifest, kept }
}

async function save(
  { sql, at, tables }: Snapshot,
  database: Database,
  draft: string,
  tell: (table: string, rows: number) => void,
  signal: AbortSignal,
): Promise<SavedDatabase> {
  const saved: Record<string, Content & { columns: string[] }> = {}
  for (const table of tables) {
    const file = createWriteStream(join(draft, tableFile(database, table.name)), { mode: 0o600, flush: true })
    const onRows = (rows: number) => tell(`${database}.${table.name}`, rows)
    const content = await copyOut(sql, table, [createGzip({ level: LEVEL }), file], { onRows, signal })
    saved[table.name] = { columns: [...table.columns], ...content }
  }
  const migrations = await sql<{ tag: string; checksum: string }[]>`
    select tag, checksum from migrations.kopru_migrations order by tag collate "C"`
  // Counters are no rows, and no snapshot holds them: read last, they are never behind what was copied.
  const sequences = await sequencesOf(sql)
  return { migrations: [...migrations], snapshotAt: at.toISOString(), tables: saved, sequences }
}

/** Half the time of the usual level, for a tenth more bytes. */
const LEVEL = 4

async function keepFiles(draft: string, { dataDir, withKeys = true }: Omit<BackupOptions, 'path'>): Promise<string[]> {
  const kept: string[] = []
  for (const file of KEPT_FILES) {
    if (file === 'signing-keys.json' && !withKeys) continue
    const copy = join(draft, 'data', file)
    const missing = await copyFile(join(dataDir, file), copy).catch((error: NodeJS.ErrnoException) => error)
    if (missing?.code === 'ENOENT') continue
    if (missing) throw missing
    const handle = await open(copy, 'r+')
    await handle.chmod(0o600)
    await handle.sync().finally(() => handle.close())
    kept.push(file)
  }
  return kept
}

/** One bar for all: the server knows about how many rows there are. */
function progressOver(snapshots: readonly Snapshot[], onProgress: BackupOptions['onProgress'] = () => {}) {
  const about = snapshots.flatMap(({ tables }) => tables).reduce((sum, table) => sum + table.about, 0)
  const rowsOf = new Map<string, number>()
  let done = 0
  return (table: string, rows: number) => {
    done += rows - (rowsOf.get(table) ?? 0)
    rowsOf.set(table, rows)
    onProgress(done, Math.max(done, Math.round(about)))
  }
}

function trouble(error: NodeJS.ErrnoException, folder: string): Error {
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Error(`There is no room left in ${folder}: nothing is kept of this backup.`, { cause: error })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
      return new Error(`${error.path ?? folder} cannot be written or read (${error.code}).`, { cause: error })
    case 'ENOTEMPTY':
    case 'EEXIST':
      return new Error(`${error.path ?? folder} exists already: a backup never writes over anything.`, { cause: error })
    default:
      return error
  }
}

async function version(): Promise<string> {
  return JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')).version
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

/** The name of a backup, from the moment it began. */
export const backupName = (now: Date): string => `kopru-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z`
