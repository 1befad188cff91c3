import { randomUUID } from 'node:crypto'
import type { Graph } from './graph.ts'
import type { NorthwindImport } from './northwind.ts'

/** What an import did, or would do, with the rows of one kind. */
export interface Tally {
  kind: string
  created: number
  updated: number
  unchanged: number
  failed: number
  /** The first few refusals, for people to read. */
  refusals: string[]
}

export interface ImportOptions {
  /** Reports what would happen and changes nothing. */
  dryRun?: boolean
  /** Hears how many rows are done, of how many. */
  onProgress?: (done: number, total: number) => void
}

type Kind = keyof NorthwindImport
type Wire = Record<string, unknown>

/** Parents before children; `money` marks what moves money and therefore carries an idempotency key. */
const KINDS: readonly { kind: Kind; noun: string; money?: true }[] = [
  { kind: 'users', noun: 'Users' },
  { kind: 'customers', noun: 'Customers' },
  { kind: 'contacts', noun: 'Contacts' },
  { kind: 'products', noun: 'Products' },
  { kind: 'deals', noun: 'Deals' },
  { kind: 'invoices', noun: 'Invoices', money: true },
  { kind: 'payments', noun: 'Payments', money: true },
]

const PARENTS: Record<string, Kind> = {
  customerRef: 'customers',
  ownerRef: 'users',
  dealRef: 'deals',
  invoiceRef: 'invoices',
  productRef: 'products',
}

const BATCH = 250

/**
 * Imports everything through the public API: rows by their external references, so that a second run
 * finds all of them unchanged. A refused row is told and the rest goes on.
 */
export async function runImport(
  graph: Graph,
  source: NorthwindImport,
  { dryRun = false, onProgress }: ImportOptions = {},
): Promise<Tally[]> {
  const total = KINDS.reduce((sum, { kind }) => sum + source[kind].length, 0)
  const ids = new Map<Kind, Map<string, string>>()
  const tallies: Tally[] = []
  let done = 0
  onProgress?.(done, total)
  for (const { kind, noun, money } of KINDS) {
    const known = new Map<string, string>()
    const tally: Tally = { kind, created: 0, updated: 0, unchanged: 0, failed: 0, refusals: [] }
    ids.set(kind, known)
    tallies.push(tally)
    for (const batch of batches(source[kind] as readonly Row[])) {
      const { sendable, orphans } = resolve(batch, ids)
      // In a dry run, children of what would be created cannot be asked about: they would be created too.
      if (dryRun) tally.created += orphans.length
      else for (const orphan of orphans) refuse(tally, orphan, 'what it belongs to was not imported')
      if (sendable.length > 0) {
        const input = { rows: sendable.map(({ wire }) => wire), dryRun }
        const report = await send(graph, noun, money ? { ...input, idempotencyKey: freshKey() } : input)
        count(tally, report, sendable, known)
      }
      done += batch.length
      onProgress?.(done, total)
    }
  }
  return tallies
}

interface Row {
  externalReference: { source: string; id: string }
}

interface Report {
  created: number
  updated: number
  unchanged: number
  failed: number
  rows: { index: number; id: string | null; userErrors: { code: string; message: string; path: string[] }[] }[]
  userErrors: { message: string }[]
}

function* batches<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += BATCH) yield rows.slice(from, from + BATCH)
}

function resolve(rows: readonly Row[], ids: Map<Kind, Map<string, string>>) {
  const sendable: { row: Row; wire: Wire }[] = []
  const orphans: Row[] = []
  for (const row of rows) {
    const wire = withIds(row, ids)
    if (wire) sendable.push({ row, wire })
    else orphans.push(row)
  }
  return { sendable, orphans }
}

/** `customerRef: 'ALFKI'` becomes `customerId: 'cust_…'`, lines included; null when a parent has no id. */
function withIds(row: object, ids: Map<Kind, Map<string, string>>): Wire | null {
  const wire: Wire = {}
  for (const [name, value] of Object.entries(row)) {
    if (name.endsWith('Ref')) {
      const id = value === null ? null : ids.get(PARENTS[name]!)?.get(value)
      if (id === undefined) return null
      if (id !== null) wire[`${name.slice(0, -3)}Id`] = id
    } else if (Array.isArray(value)) {
      const inner = value.map((each) => withIds(each, ids))
      if (inner.includes(null)) return null
      wire[name] = inner
    } else {
      wire[name] = value
    }
  }
  return wire
}

async function send(graph: Graph, noun: string, input: Wire): Promise<Report> {
  const data = await graph(
    `mutation Import${noun}($input: Import${noun}Input!) {
      import${noun}(input: $input) {
        created updated unchanged failed
        rows { index id userErrors { code message path } }
        userErrors { message }
      }
    }`,
    { input },
  )
  const report = data[`import${noun}`] as Report
  if (report.userErrors[0]) throw new Error(`${noun} cannot be imported: ${report.userErrors[0].message}`)
  return report
}

function count(tally: Tally, report: Report, sent: { row: Row }[], known: Map<string, string>): void {
  for (const outcome of ['created', 'updated', 'unchanged'] as const) tally[outcome] += report[outcome]
  for (const { index, id, userErrors } of report.rows) {
    const { row } = sent[index]!
    if (id) known.set(row.externalReference.id, id)
    const [error] = userErrors
    if (error) refuse(tally, row, `${error.message} (${error.code} at ${error.path.join('.')})`)
  }
}

const MOST_REFUSALS = 10

function refuse(tally: Tally, { externalReference }: Row, why: string): void {
  tally.failed += 1
  if (tally.refusals.length < MOST_REFUSALS) tally.refusals.push(`${tally.kind} ${externalReference.id}: ${why}`)
}

/** A wish of its own for each batch of each run: with the last run's key the answer would be the last run's, too. */
const freshKey = (): string => `import-${randomUUID()}`
