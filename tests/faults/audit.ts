import { encodeId } from '../../subgraphs/shared/relay/id.ts'
import { broken, type Sql } from '../erp/invariants.ts'
import { ask, type Door, mustAsk } from './door.ts'
import { hear, type Wish } from './wish.ts'

/** Talks to the ERP's database in a transaction of the organisation, as its owner. */
export type Inside = <T>(task: (sql: Sql) => Promise<T>) => Promise<T>

/** What the books say when everything is over. */
export interface Audit {
  readonly retried: number
  /** What is not as the clients were told, and what breaks an invariant: nothing, if all is well. */
  readonly violations: string[]
}

/**
 * Sends every wish of unknown fate once more with its key, until that is answered; then compares the clients' list with
 * the books: what was acknowledged is there once, what was refused is not, and every invariant holds.
 */
export async function audit(door: Door, inside: Inside, wishes: readonly Wish[]): Promise<Audit> {
  const unknown = wishes.filter(({ fate }) => fate === 'unknown')
  await inGroups(unknown, 16, (wish) => settle(door, wish))
  const found = await inside(effects)
  const violations = wishes.flatMap((wish) => complaint(wish, found.get(wish.key) ?? []))
  const invariants = await inside(broken)
  violations.push(...Object.entries(invariants).map(([name, rows]) => `${name}: ${JSON.stringify(rows.slice(0, 3))}`))

  const { verifyLedger } = await mustAsk(door, '{ verifyLedger { valid entries } }')
  if (!verifyLedger.valid) violations.push('verifyLedger finds the chain broken')
  const told = amount(wishes.filter(({ fate }) => fate === 'acknowledged'))
  const stored = await inside(sums)
  if (stored !== told) violations.push(`the books hold ${stored}, the clients were told of ${told}`)
  return { retried: unknown.length, violations }
}

const GIVING_UP = 60_000

async function settle(door: Door, wish: Wish): Promise<void> {
  for (const deadline = Date.now() + GIVING_UP; wish.fate === 'unknown' && Date.now() < deadline; ) {
    hear(wish, await ask(door, wish.query, { input: wish.input }))
    if (wish.fate === 'unknown') await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function inGroups<T>(all: readonly T[], size: number, work: (one: T) => Promise<void>): Promise<void> {
  const rest = all.values()
  await Promise.all(
    Array.from({ length: size }, async () => {
      for (const one of rest) await work(one)
    }),
  )
}

/** The ids of what stands in the books, by the key it was asked for with. */
async function effects(sql: Sql): Promise<Map<string, string[]>> {
  const rows = await sql<{ key: string; id: string; prefix: 'pay' | 'inv' }[]>`
    select reference as key, id, 'pay' as prefix from payments where reference is not null
    union all
    select external_id, id, 'inv' from invoices where external_source = 'load' and state = 'POSTED'
    union all
    select k.key, i.id, 'inv' from idempotency_keys k join invoices i on i.id = (k.result ->> 'id')::uuid
      where k.operation = 'postInvoice' and i.state = 'POSTED'`
  const found = new Map<string, string[]>()
  for (const { key, id, prefix } of rows) found.set(key, [...(found.get(key) ?? []), encodeId(prefix, id)])
  return found
}

function complaint({ kind, key, fate, id }: Wish, found: readonly string[]): string[] {
  const is = `${kind} ${key} was ${fate}, and is there ${found.length} times`
  if (fate === 'unknown') return [`${kind} ${key} was never answered`]
  if (fate === 'refused') return found.length === 0 ? [] : [is]
  if (found.length !== 1) return [is]
  return id === found[0] ? [] : [`${kind} ${key} is ${found[0]}, and the answer said ${id}`]
}

const amount = (wishes: readonly Wish[]): string => {
  const count = (kind: Wish['kind']) => wishes.filter((wish) => wish.kind === kind).length
  return `${count('receive')} payments of ${count('receive') * 2500} and ${count('bill') + count('post')} invoices`
}

async function sums(sql: Sql): Promise<string> {
  const [row] = await sql`select
    (select count(*) from payments) as payments, (select coalesce(sum(amount_minor), 0) from payments) as minor,
    (select count(*) from invoices where state = 'POSTED' and external_id not like 'stage %')
      + (select count(*) from idempotency_keys where operation = 'postInvoice') as invoices`
  return `${row!.payments} payments of ${row!.minor} and ${row!.invoices} invoices`
}
