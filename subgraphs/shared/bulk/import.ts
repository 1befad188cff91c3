import type { Actor } from '../auth/actor.ts'
import type { Transaction } from '../db/database.ts'
import { standInLine } from '../db/line.ts'
import { Refusal, type UserError } from '../refusal.ts'
import { encodeId, type IdPrefix } from '../relay/id.ts'
import { sourceOf } from '../relay/input.ts'
import { malformed } from './malformed-row.ts'

/** What is to be imported: rows of one kind, each with the id it has where it comes from. */
export interface ImportRequest<Row> {
  readonly rows: readonly Row[]
  readonly dryRun?: boolean | null | undefined
  readonly atomic?: boolean | null | undefined
}

interface Referenced {
  readonly externalReference: { readonly source: string; readonly id: string }
}

/** What became of a row, by the uuid it has now; or why it was refused. */
export type Verdict = { readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED'; readonly id: string } | Refusal

export interface ImportedRow {
  readonly index: number
  readonly id: string | null
  readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'FAILED'
  readonly userErrors: readonly UserError[]
}

export interface ImportReport {
  readonly rows: readonly ImportedRow[]
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly failed: number
}

/** How rows of one kind are imported. */
export interface Importer<Row, Value> {
  readonly prefix: IdPrefix
  /** Understands one row by itself; its refusals are that row's own. */
  readonly read: (row: Row, path: readonly (string | number)[]) => Value
  /** Writes all that were understood, in few statements, and says what became of each, in their order. */
  readonly apply: (tx: Transaction, values: readonly Value[]) => Promise<readonly Verdict[]>
}

const MOST_ROWS = 1_000

/**
 * Imports rows in one transaction: a bad row fails alone, unless `atomic` says that one is all;
 * `dryRun` reports and leaves nothing. Imports of one kind wait for each other. Refuses with TOO_MANY_ROWS.
 */
export async function importRows<Row extends Referenced, Value>(
  writer: { readonly actor: Actor; write<T>(change: (tx: Transaction) => Promise<T>): Promise<T> },
  request: ImportRequest<Row>,
  { prefix, read, apply }: Importer<Row, Value>,
): Promise<ImportReport> {
  if (request.rows.length > MOST_ROWS) {
    throw new Refusal('TOO_MANY_ROWS', `An import has at most ${MOST_ROWS} rows.`, ['rows'])
  }
  const understood = readAll(request.rows, read)
  const good = understood.filter((row) => !(row instanceof Refusal)) as Value[]
  if (good.length === 0 && understood.length > 0) return report(understood as Refusal[], prefix)
  try {
    return await writer.write(async (tx) => {
      await standInLine(tx, writer.actor.organizationId, `import ${prefix}`)
      const verdicts = (await apply(tx, good)).values()
      const rows = understood.map((row) => (row instanceof Refusal ? row : verdicts.next().value!))
      const failing = request.atomic === true && rows.some((row) => row instanceof Refusal)
      if (failing) throw new Undone(report(rows.map(orRolledBack), prefix))
      if (request.dryRun === true) throw new Undone(withoutNewIds(report(rows, prefix)))
      return report(rows, prefix)
    })
  } catch (error) {
    if (error instanceof Undone) return error.report
    throw error
  }
}

/** What a row is or becomes; or why it is refused, alone. */
export function judge<T>(decide: () => T): T | Refusal {
  try {
    return decide()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** Nothing is wrong; but what was done must not stay. */
class Undone extends Error {
  readonly report: ImportReport

  constructor(report: ImportReport) {
    super('The import was rolled back.')
    this.report = report
  }
}

function readAll<Row extends Referenced, Value>(
  rows: readonly Row[],
  read: Importer<Row, Value>['read'],
): (Value | Refusal)[] {
  const seen = new Set<string>()
  return rows.map((row, index) => {
    const bad = malformed(row, ['rows', index])
    if (bad) return bad
    const { source, id } = row.externalReference
    const key = JSON.stringify([sourceOf(source.normalize('NFC').trim()), id.normalize('NFC').trim()])
    if (seen.has(key)) {
      const path = ['rows', index, 'externalReference']
      return new Refusal('DUPLICATE_REFERENCE', 'An earlier row has the same external reference.', path)
    }
    seen.add(key)
    return judge(() => read(row, ['rows', index]))
  })
}

const orRolledBack = (row: Verdict): Refusal =>
  row instanceof Refusal
    ? row
    : new Refusal('ROLLED_BACK', 'Nothing is wrong with this row, but another was refused and all or none were wanted.')

/** What a dry run would have created has no id: nobody would ever find it. */
const withoutNewIds = (made: ImportReport): ImportReport => ({
  ...made,
  rows: made.rows.map((row) => (row.outcome === 'CREATED' ? { ...row, id: null } : row)),
})

function report(verdicts: readonly Verdict[], prefix: IdPrefix): ImportReport {
  const rows = verdicts.map((verdict, index): ImportedRow => {
    if (verdict instanceof Refusal) return { index, id: null, outcome: 'FAILED', userErrors: verdict.errors }
    return { index, id: encodeId(prefix, verdict.id), outcome: verdict.outcome, userErrors: [] }
  })
  const count = (outcome: ImportedRow['outcome']) => rows.filter((row) => row.outcome === outcome).length
  return {
    rows,
    created: count('CREATED'),
    updated: count('UPDATED'),
    unchanged: count('UNCHANGED'),
    failed: count('FAILED'),
  }
}
