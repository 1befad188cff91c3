import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenBackup } from './open-backup.ts'

/** A file that was in the way, and the name it has now. */
export interface Aside {
  readonly file: string
  readonly aside: string
}

/**
 * Puts the files of the data folder back, whole or not at all. What is there and says something else is set aside
 * under a name that is told, never lost. Where no key may check a token any more, the next start makes a new one.
 */
export async function restoreFiles(
  { path, kept: all }: OpenBackup,
  dataDir: string,
  { withKeys = true }: { withKeys?: boolean } = {},
): Promise<Aside[]> {
  const kept = all.filter((file) => withKeys || file !== KEYS)
  const set: Aside[] = []
  await mkdir(dataDir, { recursive: true, mode: 0o711 })
  for (const file of kept) {
    const target = join(dataDir, file)
    const text = await readFile(join(path, 'data', file))
    const there = await readFile(target).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    if (there?.equals(text)) continue
    if (there) set.push(await setAside(dataDir, file))
    await replace(target, text)
  }
  if (!withKeys && (await isThere(join(dataDir, KEYS)))) {
    set.push(await setAside(dataDir, KEYS))
    await rm(join(dataDir, KEYS))
  }
  return set
}

const KEYS = 'signing-keys.json'

async function setAside(dataDir: string, file: string): Promise<Aside> {
  const target = join(dataDir, file)
  const aside = `${target}.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
  await link(target, aside)
  return { file, aside }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )

async function replace(target: string, text: Buffer): Promise<void> {
  const draft = `${target}.${process.pid}.draft`
  await rm(draft, { force: true })
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, target)
}
