import { z } from 'zod'
import { databases } from '../databases.ts'

/** What a table's rows come to, as COPY prints them in the order of their key. */
export interface Content {
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const name = z.string().regex(/^[a-z][a-z0-9_]*$/)
const whole = z.number().int().min(0)

const saved = z.object({
  /** Which migrations it had, in their order: the tables are made anew by the very same. */
  migrations: z.array(z.object({ tag: z.string(), checksum: sha256 })),
  snapshotAt: z.iso.datetime(),
  tables: z.record(name, z.object({ columns: z.array(z.string()).min(1), rows: whole, bytes: whole, sha256 })),
  sequences: z.record(name, z.string().regex(/^-?\d+$/)),
})

const manifest = z.object({
  format: z.literal(1),
  id: z.uuid(),
  kopru: z.string(),
  postgres: z.string(),
  databases: z.object({ identity: saved, crm: saved, erp: saved }),
})

/** The table of contents of a backup. */
export type Manifest = z.output<typeof manifest>
export type SavedDatabase = z.output<typeof saved>

/** The files of a backup. */
export const MANIFEST = 'manifest.json'
export const CHECKSUMS = 'SHA256SUMS'
export const tableFile = (database: string, table: string): string => `${database}/${table}.copy.gz`

/** What the data folder holds besides the database; the first of them is secret. */
export const KEPT_FILES = ['signing-keys.json', 'demo.json'] as const

/** Reads a table of contents; throws a sentence when it is another program's, or a later Köprü's. */
export function parseManifest(text: string): Manifest {
  const value = asJson(text)
  const { format } = (value ?? {}) as { format?: unknown }
  if (typeof format === 'number' && format > 1) {
    throw new Error(`The backup was written by a newer Köprü (its format is ${format}): restore it with that one.`)
  }
  const { data, error } = manifest.safeParse(value)
  if (data) return data
  const { path, message } = error.issues[0]!
  throw new Error(`${MANIFEST} is no table of contents of a backup: ${path.join('.')} ${message}.`)
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** How many rows there are in all. */
export const rowsOf = (contents: Manifest): number =>
  databases
    .flatMap((database) => Object.values(contents.databases[database].tables))
    .reduce((sum, { rows }) => sum + rows, 0)
