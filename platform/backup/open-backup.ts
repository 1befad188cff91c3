import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { databases } from '../databases.ts'
import { type Migration, readMigrations } from '../migrate.ts'
import { checkChecksums } from './checksums.ts'
import { CHECKSUMS, KEPT_FILES, MANIFEST, type Manifest, parseManifest, tableFile } from './manifest.ts'

export interface OpenBackup {
  readonly path: string
  readonly manifest: Manifest
  /** Which files of a data folder it has. */
  readonly kept: readonly string[]
}

/** Opens a backup, and reads all of it: whatever is missing or damaged is found before anything is written. */
export async function openBackup(
  path: string,
  onFile: (done: number, total: number) => void = () => {},
): Promise<OpenBackup> {
  await requireWhole(path)
  const files = await checkChecksums(path, onFile)
  const manifest = parseManifest(await readFile(join(path, MANIFEST), 'utf8'))
  const needed = databases.flatMap((database) =>
    Object.keys(manifest.databases[database].tables).map((table) => tableFile(database, table)),
  )
  const missing = [MANIFEST, ...needed].find((file) => !files.includes(file))
  if (missing) throw new Error(`The backup is not whole: ${missing} is not in ${CHECKSUMS}.`)
  return { path, manifest, kept: KEPT_FILES.filter((file) => files.includes(`data/${file}`)) }
}

async function requireWhole(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (!found) throw new Error(`There is no backup at ${path}.`)
  if (!found.isDirectory()) throw new Error(`${path} is no backup: a backup is a folder with a ${MANIFEST}.`)
  for (const file of [CHECKSUMS, MANIFEST]) {
    if (!(await stat(join(path, file)).catch(() => null))) {
      throw new Error(`${path} is no backup, or not a whole one: it has no ${file}.`)
    }
  }
}

/** The migrations a database is made anew by, and those that came later; throws when this Köprü is too old for it. */
export async function migrationsFor(
  database: string,
  saved: Manifest['databases']['crm']['migrations'],
  folder: string,
): Promise<{ first: Migration[]; later: Migration[] }> {
  const files = await readMigrations(folder)
  for (const [index, { tag, checksum }] of saved.entries()) {
    const file = files[index]
    if (!files.some((each) => each.tag === tag)) {
      throw new Error(
        `The backup was written by a newer Köprü: its database ${database} has the migration ${tag}, which this ` +
          'Köprü does not know. Restore it with that one, or a newer one.',
      )
    }
    if (file?.tag !== tag || file.checksum !== checksum) {
      throw new Error(
        `The backup does not fit this Köprü: the migration ${tag} of the database ${database} is another one here.`,
      )
    }
  }
  return { first: files.slice(0, saved.length), later: files.slice(saved.length) }
}
