import { lstat, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

const recordOf = (dataDir: string) => join(dataDir, 'postgres.copy')

/** Remembers where the server's copied programs lie, so that even after a crash they are removed. */
export const recordCopy = (dataDir: string, copy: string) => writeFile(recordOf(dataDir), copy)

/** Removes the copied programs; a path that is no longer ours is left alone. */
export async function removeCopy(dataDir: string): Promise<void> {
  const copy = await readFile(recordOf(dataDir), 'utf8').catch(() => undefined)
  if (!copy) return
  const found = await lstat(copy).catch(() => undefined)
  const ours = basename(copy).startsWith('kopru-postgres-') && found?.uid === process.getuid?.()
  if (ours && found?.isDirectory()) await rm(copy, { recursive: true, force: true })
  await rm(recordOf(dataDir), { force: true })
}
