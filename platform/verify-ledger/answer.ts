import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** What an export consists of: answers to this, one page after the other. */
export const readQuery = (): Promise<string> =>
  readFile(new URL('../../examples/operations/ledger-export.graphql', import.meta.url), 'utf8')

const reference = z.object({ id: z.string() })
const money = z.object({ amount: z.string(), currency: z.string() })

const line = z.object({
  position: z.int(),
  account: reference,
  debit: money,
  credit: money,
  description: z.string().nullable(),
  customer: reference.nullable(),
  deal: reference.nullable(),
  project: reference.nullable(),
})
export type Line = z.infer<typeof line>

const entry = z.object({
  sequence: z.int(),
  previousHash: z.string(),
  hash: z.string(),
  id: z.string(),
  journal: reference,
  number: z.int(),
  date: z.string(),
  currency: z.string(),
  description: z.string(),
  source: z.enum(['INVOICE', 'PAYMENT']),
  sourceId: z.string(),
  postedAt: z.string(),
  postedBy: reference,
  lines: z.array(line),
})
export type Entry = z.infer<typeof entry>

const data = z.object({
  organization: reference,
  journalEntries: z.object({
    nodes: z.array(entry),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
})
export type Answer = z.infer<typeof data>

/** Something that is no export, so that nothing can be said about the books. */
export class Unreadable extends Error {}

/** An answer of the graph, with what is around its data or without it. */
export function answerOf(value: unknown): Answer {
  const { errors, data: inner } = (value ?? {}) as { errors?: { message?: string; path?: unknown[] }[]; data?: unknown }
  const [error] = errors ?? []
  if (error) {
    throw new Unreadable(
      `it has errors (${error.message} at ${error.path?.join('.')}), so that something of the entries is missing. ` +
        'The token needs ledger:read, project:read and organization:read.',
    )
  }
  const read = data.safeParse(inner ?? value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Unreadable(`it is no answer to the query that --help prints: ${issue!.path.join('.')}: ${issue!.message}`)
}
