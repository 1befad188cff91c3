import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeId, type IdPrefix, newId } from '../../subgraphs/shared/relay/id.ts'
import { type DealDesk, dealDesk, openCrm } from './crm.ts'

const crm = openCrm()

let app: postgres.Sql
let desk: DealDesk
let dealId: string
let stages: Record<'lead' | 'proposal' | 'won' | 'lost', string>

const uuid = (prefix: IdPrefix, id: string) => decodeId(prefix, id)!

beforeAll(async () => {
  app = postgres(crm.appUrl, { max: 2, onnotice: () => {} })
  desk = await dealDesk(crm)
  dealId = uuid('deal', (await desk.open({ amount: { amount: '5', currency: 'EUR' } })).id)
  const stage = async (name: string) => uuid('stg', await desk.stage(name))
  stages = {
    lead: await stage('Lead in'),
    proposal: await stage('Proposal'),
    won: await stage('Won'),
    lost: await stage('Lost'),
  }
})
afterAll(() => app.end())

/** Writes as the application's role does, in the organisation, whatever the application's code would have said. */
const writing = (
  change: (sql: postgres.TransactionSql) => Promise<unknown>,
  organizationId = desk.sales.office.organizationId,
) =>
  app.begin(async (sql) => {
    await sql`select set_config('app.organization', ${organizationId}, true)`
    await change(sql)
  })

const arrive = (sql: postgres.TransactionSql, number: number, from: string, to: string, at = new Date()) => sql`
  insert into stage_changes (organization_id, deal_id, number, from_stage_id, to_stage_id, changed_at, changed_by)
  values (${desk.sales.office.organizationId}, ${dealId}, ${number}, ${from}, ${to}, ${at}, ${newId()})`

describe('the database', () => {
  const denied = { code: '42501' }
  const contradicted = { code: '23514', constraint_name: 'deals_history' }
  const unreferenced = (constraint_name: string) => ({ code: '23503', constraint_name })

  it('lets a deal stand nowhere but where its history brought it', async () => {
    const moved = writing((sql) => sql`update deals set stage_id = ${stages.proposal} where id = ${dealId}`)
    await expect(moved).rejects.toMatchObject(unreferenced('deals_arrival'))
    const alone = writing((sql) => arrive(sql, 2, stages.lead, stages.proposal))
    await expect(alone).rejects.toMatchObject(contradicted)
    const broken = writing((sql) => arrive(sql, 2, stages.won, stages.proposal))
    await expect(broken).rejects.toMatchObject(unreferenced('stage_changes_chain'))
    const gap = writing((sql) => arrive(sql, 3, stages.lead, stages.proposal))
    await expect(gap).rejects.toMatchObject(unreferenced('stage_changes_chain'))
  })

  it('lets a deal be closed only with its stage, its moment, its reason and its worth', async () => {
    const at = new Date('2026-11-01T12:00:00Z')
    const close = (to: string, columns: Record<string, unknown>) =>
      writing(async (sql) => {
        await sql`update deals set ${sql({ stage_id: to, stage_change: 2, ...columns })} where id = ${dealId}`
        await arrive(sql, 2, stages.lead, to, at)
        await sql`set constraints all immediate`
        throw new Error('it may')
      })
    await expect(close(stages.won, { closed_at: at })).rejects.toThrow('it may')
    await expect(close(stages.lost, { closed_at: at, lost_reason: 'PRICE' })).rejects.toThrow('it may')
    await expect(close(stages.proposal, {})).rejects.toThrow('it may')
    for (const [to, columns] of [
      [stages.won, {}],
      [stages.won, { closed_at: new Date() }],
      [stages.won, { closed_at: at, lost_reason: 'PRICE' }],
      [stages.won, { closed_at: at, amount_minor: 0 }],
      [stages.lost, { closed_at: at }],
      [stages.lost, { lost_reason: 'PRICE' }],
      [stages.proposal, { closed_at: at }],
      [stages.proposal, { lost_reason: 'PRICE' }],
    ] as const) {
      await expect(close(to, columns)).rejects.toMatchObject(contradicted)
    }
    const later = writing((sql) => sql`update deals set closed_at = now() where id = ${dealId}`)
    await expect(later).rejects.toMatchObject(contradicted)
    await expect(close(stages.lost, { closed_at: at, lost_reason: 'OTHER' })).rejects.toMatchObject({ code: '23514' })
    await expect(close(stages.proposal, { amount_minor: -1 })).rejects.toMatchObject({
      constraint_name: 'deals_amount',
    })
  })

  it.each([
    ['delete from deals'],
    ['delete from stage_changes'],
    ['update stage_changes set changed_at = now()'],
    ['truncate stage_changes'],
    ["update stages set type = 'OPEN'"],
    ['update deals set customer_id = customer_id'],
    ['update deals set created_at = now()'],
    ["update customers set external_source = 'x'"],
    ['delete from customers'],
    ['alter table deals disable row level security'],
    ['create table mine (id int)'],
  ])('does not let the application %s', async (text) => {
    await expect(writing((sql) => sql.unsafe(text))).rejects.toMatchObject(denied)
  })

  it.each(['customers', 'contacts', 'pipelines', 'stages', 'deals', 'stage_changes'])(
    'shows of %s nothing outside an organisation, and nothing of another',
    async (table) => {
      expect(await app`select * from ${app(table)}`).toEqual([])
      await writing(async (sql) => {
        const rows = await sql`select organization_id from ${sql(table)}`
        expect(rows.every((row) => row.organization_id === desk.sales.office.organizationId)).toBe(true)
      })
      await writing(async (sql) => expect(await sql`select * from ${sql(table)}`).toEqual([]), newId())
    },
  )

  it('takes nothing for another organisation, nor ties one’s rows to another’s', async () => {
    const foreign = newId()
    const insert = (organization: string) =>
      writing(
        (sql) => sql`insert into contacts (organization_id, id, customer_id, name)
          values (${organization}, ${newId()}, ${uuid('cust', desk.customer.id)}, 'x')`,
        foreign,
      )
    await expect(insert(desk.sales.office.organizationId)).rejects.toMatchObject(denied)
    await expect(insert(foreign)).rejects.toMatchObject(unreferenced('contacts_customer'))
  })
})
