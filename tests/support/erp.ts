import type { Sql } from 'postgres'
import { connected } from '../../platform/databases.ts'
import { openErpSubgraph } from '../../subgraphs/erp/subgraph.ts'
import type { Subgraph } from '../../subgraphs/shared/graphql/subgraph.ts'
import { encodeId, type IdPrefix, newId } from '../../subgraphs/shared/relay/id.ts'
import { ask, data } from './ask.ts'
import { freshDatabase } from './cluster.ts'
import { type StandIns, standIns } from './owners.ts'
import { type Office, office } from './people.ts'

/** The ERP on a database of its own, and ways around it. */
export interface Erp {
  readonly subgraph: Subgraph
  /** The CRM and identity, as far as it asks them. */
  readonly others: StandIns
  /** Every statement it ran. */
  readonly statements: string[]
  /** Every error it reported: there should be none. */
  readonly troubles: unknown[]
  /** Talks to the database in a transaction of that organisation, as the application or as the owner. */
  as<T>(role: 'app' | 'owner', organizationId: string, task: (sql: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export async function openErp(): Promise<Erp> {
  const database = await freshDatabase('erp')
  const statements: string[] = []
  const troubles: unknown[] = []
  const { identifier } = office()
  const others = standIns()
  const subgraph = await openErpSubgraph({
    databaseUrl: database.appUrl,
    identify: (authorization) => identifier.identify(authorization),
    owners: others.owners,
    report: (error) => troubles.push(error),
    onStatement: (text) => statements.push(text),
  })
  return {
    subgraph,
    others,
    statements,
    troubles,
    as: (role, organizationId, task) =>
      connected(
        role === 'app' ? database.appUrl : database.ownerUrl,
        async (sql) =>
          (await sql.begin(async (tx) => {
            await tx`select set_config('app.organization', ${organizationId}, true)`
            return task(tx as unknown as Sql)
          })) as never,
      ),
    close: async () => {
      await subgraph.close()
      await database.drop()
    },
  }
}

export const some = (prefix: IdPrefix): string => encodeId(prefix, newId())

const CREATE = `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id } userErrors { code path } } }`
const POST = `mutation ($input: PostInvoiceInput!) { postInvoice(input: $input) { invoice { id } userErrors { code path } } }`

/** A draft of one line over `amount`, and its id. */
export async function draftInvoice(
  { subgraph }: Pick<Erp, 'subgraph'>,
  authorization: string,
  input: Record<string, unknown> = {},
): Promise<string> {
  const lines = [{ description: 'Advice', quantity: '1', unitPrice: '100' }]
  const variables = { input: { customerId: some('cust'), lines, ...input } }
  const { createInvoice } = await data(subgraph, authorization, CREATE, variables)
  if (!createInvoice.invoice) throw new Error(JSON.stringify(createInvoice.userErrors))
  return createInvoice.invoice.id
}

/** The same, posted. */
export async function postedInvoice(
  erp: Pick<Erp, 'subgraph'>,
  authorization: string,
  input: Record<string, unknown> = {},
): Promise<string> {
  const id = await draftInvoice(erp, authorization, input)
  const { postInvoice } = await data(erp.subgraph, authorization, POST, { input: { id, idempotencyKey: newId() } })
  if (!postInvoice.invoice) throw new Error(JSON.stringify(postInvoice.userErrors))
  return id
}

export { ask, data, newId, type Office, office }
