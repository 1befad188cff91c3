import { createHash } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { type Database, type Transaction, write } from '../../../shared/db/database.ts'
import { STRANGER } from '../../stranger.ts'
import { passwordAttempts } from '../tables.ts'

/** At one door, and at an address without the name of an organisation. */
const MOST_ATTEMPTS = 5
/** At an address without the name of an organisation, whatever was opened in between. */
const MOST_AT_ADDRESS = 20
const WINDOW = sql`interval '15 minutes'`

/** The door of an address in an organisation; without one, the door of those who name none. */
export const doorOf = (email: string, organizationId: string | null): string =>
  digest(organizationId === null ? email : `${organizationId} ${email}`)

/** What is counted of an address itself, and forgotten by nothing but time. */
export const addressOf = (email: string): string => digest(`every door of ${email}`)

const digest = (text: string) => createHash('sha256').update(text).digest('base64url')

export interface Knocked {
  /** How long the door asked at is closed, in milliseconds; 0 where an attempt was counted there. */
  readonly wait: number
  /** Of the doors behind it, those where an attempt was counted: the others are closed. */
  readonly open: ReadonlySet<string>
}

/** Counts an attempt before it is made, so that those made at once are counted, too. */
export const knock = (
  database: Database,
  door: string,
  behind: { readonly address: string; readonly doors: readonly string[] } | null,
): Promise<Knocked> =>
  write(database, STRANGER, async (tx) => {
    await sweep(tx)
    const open = await count(tx, [door], MOST_ATTEMPTS)
    if (!open.has(door)) return { wait: await waitOf(tx, door), open: NONE }
    if (!behind) return { wait: 0, open }
    const { address, doors } = behind
    if ((await count(tx, [address], MOST_AT_ADDRESS)).size === 0) return { wait: await waitOf(tx, address), open: NONE }
    return { wait: 0, open: await count(tx, doors, MOST_ATTEMPTS) }
  })

const NONE: ReadonlySet<string> = new Set()

/** Begins the count at doors anew; `address` is where the attempt that was right is not to count either. */
export const forget = (database: Database, doors: readonly string[], address: string | null): Promise<void> =>
  write(database, STRANGER, async (tx) => {
    await tx.delete(passwordAttempts).where(among(doors))
    if (address === null) return
    await tx
      .update(passwordAttempts)
      .set({ attempts: sql`greatest(${passwordAttempts.attempts} - 1, 0)` })
      .where(among([address]))
  })

const among = (doors: readonly string[]) =>
  and(
    eq(passwordAttempts.organizationId, STRANGER.organizationId),
    inArray(passwordAttempts.emailHash, sql`(select unnest(${sql.param([...doors])}::text[]))`),
  )

const sweep = (tx: Transaction) =>
  tx.execute(sql`delete from ${passwordAttempts} where (organization_id, email_hash) in (
    select organization_id, email_hash from ${passwordAttempts}
    where organization_id = ${STRANGER.organizationId} and started_at <= now() - ${WINDOW} limit 100 for update skip locked)`)

/** The doors where one more attempt was counted: of all that have had fewer than `most` within the window. */
async function count(tx: Transaction, doors: readonly string[], most: number): Promise<ReadonlySet<string>> {
  const counted = await tx.execute<{ door: string }>(sql`
    insert into password_attempts as known (organization_id, email_hash, attempts, started_at)
    select ${STRANGER.organizationId}::uuid, door, 1, now()
    from (select unnest(${sql.param([...doors])}::text[]) as door order by door) as asked
    on conflict (organization_id, email_hash) do update set
      attempts = case when known.started_at <= now() - ${WINDOW} then 1 else known.attempts + 1 end,
      started_at = case when known.started_at <= now() - ${WINDOW} then now() else known.started_at end
    where known.started_at <= now() - ${WINDOW} or known.attempts < ${most}
    returning email_hash as door`)
  return new Set([...counted].map(({ door }) => door))
}

async function waitOf(tx: Transaction, door: string): Promise<number> {
  const { startedAt } = passwordAttempts
  const [rest] = await tx
    .select({ wait: sql<number>`(extract(epoch from ${startedAt} + ${WINDOW} - now()) * 1000)::float8` })
    .from(passwordAttempts)
    .where(among([door]))
  return Math.max(1, Math.ceil(rest?.wait ?? 1))
}
