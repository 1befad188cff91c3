import { eq } from 'drizzle-orm'
import { customers } from '../../../subgraphs/crm/customers/tables.ts'
import { pipelinesToSellBy } from '../../../subgraphs/crm/pipelines/commands.ts'
import { projectCounters } from '../../../subgraphs/erp/projects/tables.ts'
import { type Actor, permissionsOf } from '../../../subgraphs/shared/auth/actor.ts'
import { connect, type Database, write } from '../../../subgraphs/shared/db/database.ts'
import { decodeId } from '../../../subgraphs/shared/relay/id.ts'
import type { LocalDate } from '../../../subgraphs/shared/time/date.ts'
import type { Graph } from '../../import/graph.ts'
import { STAFF } from './names.ts'
import { stories } from './story.ts'
import { crmRecords, writeCrm } from './write-crm.ts'
import { erpRecords, writeErp } from './write-erp.ts'

export interface StudioOptions {
  readonly urls: { readonly crm: string; readonly erp: string }
  /** Asks as the organisation's owner. */
  readonly graph: Graph
  readonly organization: { readonly id: string; readonly currency: string; readonly timeZone: string }
  readonly customers: number
  /** The day the story ends. */
  readonly asOf: LocalDate
  readonly onProgress: (done: number, total: number) => void
}

/**
 * Fills an organisation with two years of a service business: set-based, and each database in one
 * transaction, so that a load that was cut off finds a database filled or empty and does the rest.
 */
export async function loadStudio({ urls, graph, organization, customers: count, asOf, onProgress }: StudioOptions) {
  const staff = await importStaff(graph)
  const { id: organizationId, currency, timeZone } = organization
  const [permissions, tokenId] = [permissionsOf('OWNER'), organizationId]
  const actor: Actor = { userId: staff[0]!, organizationId, role: 'OWNER', permissions, tokenId, currency, timeZone }
  const numbered = [...stories(count, asOf)].map((story, index) => ({ story, index }))
  const [crmTotal, erpTotal] = [crmRecords(numbered), erpRecords(numbered)]
  const advanceFrom = (done: number) => (by: number) => {
    done += by
    onProgress(done, crmTotal + erpTotal)
  }
  const [inCrm, inErp] = [advanceFrom(0), advanceFrom(crmTotal)]
  inCrm(0)

  await within(urls.crm, 'demo', async (crm) => {
    await write(crm, actor, async (tx) => {
      const [any] = await tx.select().from(customers).where(eq(customers.organizationId, organizationId)).limit(1)
      if (any) return
      const [pipeline] = await pipelinesToSellBy(tx, actor)
      const stages = new Map(pipeline!.stages.map(({ name, id }) => [name, id]))
      await writeCrm(tx, { organizationId, staff }, stages, numbered, inCrm)
    })
  })
  await within(urls.erp, 'demo', async (erp) => {
    await write(erp, actor, async (tx) => {
      const [any] = await tx.select().from(projectCounters).where(eq(projectCounters.organizationId, organizationId))
      if (any) inErp(erpTotal)
      else await writeErp(tx, actor, staff, numbered, inErp)
    })
  })
}

/** The studio's people; their ids in the order of STAFF. */
async function importStaff(graph: Graph): Promise<string[]> {
  const [, ...others] = STAFF
  const data = await graph(
    `mutation ($input: ImportUsersInput!) {
      importUsers(input: $input) { rows { id userErrors { message } } userErrors { message } }
    }`,
    { input: { rows: others.map((user) => ({ ...user, externalReference: { source: 'demo', id: user.email } })) } },
  )
  const { rows } = data.importUsers as { rows: { id: string | null; userErrors: { message: string }[] }[] }
  const { me } = (await graph('{ me { id } }', {})) as { me: { id: string } }
  return [me.id, ...rows.map(({ id }) => id)].map((id) => decodeId('user', id!)!)
}

/** Bulk work may take longer than a request may. */
async function within(url: string, name: string, work: (database: Database) => Promise<void>): Promise<void> {
  const database = connect(url, { name, max: 1, timeout: 600_000 })
  try {
    await work(database)
  } finally {
    await database.close()
  }
}
