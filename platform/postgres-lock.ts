import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export interface DataLock {
  /** Tells later starters where this one is found. */
  announce(url: string): Promise<void>
  release(): Promise<void>
}

interface Holder {
  readonly pid?: number
  readonly url?: string
}

/** A second start while the first runs: it must go away without touching anything. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning'
  readonly pid: number | undefined
  readonly url: string | undefined

  constructor({ pid, url }: Holder, dataDir: string) {
    super(`Köprü already runs (pid ${pid ?? 'unknown'}) ${url ? `at ${url}` : `on ${dataDir}`}.`)
    this.pid = pid
    this.url = url
  }
}

/**
 * Takes the data folder for this process. The lock is the operating system's, held through SQLite:
 * it ends with the process however that ends, so there is no stale lock and no pid to mistake.
 */
export async function lockDataDir(dataDir: string): Promise<DataLock> {
  const database = new DatabaseSync(join(dataDir, 'kopru.lock'), { timeout: 0, open: false })
  try {
    database.open()
    database.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    if (database.isOpen) database.close()
    const { errcode, message } = error as Error & { errcode?: number }
    if (errcode === busy) throw new AlreadyRunning(await readHolder(dataDir), dataDir)
    throw new Error(`The data folder ${dataDir} cannot be locked: ${message}`)
  }

  await writeHolder(dataDir, { pid: process.pid })
  return {
    announce: (url) => writeHolder(dataDir, { pid: process.pid, url }),
    release: async () => {
      if (!database.isOpen) return
      await rm(holderFile(dataDir), { force: true })
      database.close()
    },
  }
}

/** Where the one that has this data folder said that it serves. */
export const announcedUrl = async (dataDir: string): Promise<string | undefined> => (await readHolder(dataDir)).url

const busy = 5

const holderFile = (dataDir: string) => join(dataDir, 'running.json')

async function readHolder(dataDir: string): Promise<Holder> {
  const text = await readFile(holderFile(dataDir), 'utf8').catch(() => '{}')
  return JSON.parse(text) as Holder
}

async function writeHolder(dataDir: string, holder: Holder): Promise<void> {
  const draft = `${holderFile(dataDir)}.${process.pid}`
  await writeFile(draft, JSON.stringify(holder))
  await rename(draft, holderFile(dataDir))
}
