import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenBackup } from './open-backup.ts'

/** A file that was in the way, and the name it has now. */
export interface Aside {
  readonly file: string
  readonly aside: string
}

/**
 * Puts the files of the data folder back, whole or not at all. What is there and says something else is set aside
 * under a name that is told, never lost.
 */
export async function restoreFiles({ path, kept }: OpenBackup, dataDir: string): Promise<Aside[]> {
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
    if (there) {
      const aside = `${target}.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
      await link(target, aside)
      set.push({ file, aside })
    }
    await replace(target, text)
  }
  return set
}

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
