import { describe, expect, it } from 'vitest'
import { encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { office } from '../support/people.ts'
import { CREATE_DEAL, DEAL, dealDesk, openCrm } from './crm.ts'

const crm = openCrm()
const eur = (amount: string) => ({ amount, currency: 'EUR' })

describe('a deal', () => {
  it('is opened in the first stage of the default pipeline, which is made for the first deal', async () => {
    const desk = await dealDesk(crm)
    const { sales, customer } = desk
    expect(await sales.data('{ pipelines { id } }')).toEqual({ pipelines: [] })
    const { deal } = await sales.done(CREATE_DEAL, {
      customerId: customer.id,
      title: ' Website ',
      amount: eur('1000'),
      expectedClose: '2027-02-28',
      externalReference: { source: 's', id: '1' },
    })
    expect(deal).toEqual({
      id: expect.stringMatching(/^deal_/),
      title: 'Website',
      customer: { id: customer.id },
      stage: { name: 'Lead in' },
      pipeline: { name: 'Sales', isDefault: true },
      state: 'OPEN',
      amount: { amount: '1000.00', currency: 'EUR', formatted: '€1,000.00' },
      weightedAmount: { amount: '100.00', currency: 'EUR' },
      expectedClose: '2027-02-28',
      closedAt: null,
      lostReason: null,
      lostNote: null,
      owner: { id: expect.stringMatching(/^user_/) },
      history: [{ from: null, to: { name: 'Lead in' }, changedAt: deal.createdAt, changedBy: deal.owner }],
      externalReference: { source: 's', id: '1' },
      version: 1,
      createdAt: expect.any(String),
    })
    expect(await sales.data(`query ($id: ID!) { deal(id: $id) { ${DEAL} } }`, deal)).toEqual({ deal })
    const { pipelines } = await sales.data('{ pipelines { name isDefault stages { name type probability } } }')
    expect(pipelines).toEqual([
      {
        name: 'Sales',
        isDefault: true,
        stages: [
          { name: 'Lead in', type: 'OPEN', probability: '10' },
          { name: 'Qualified', type: 'OPEN', probability: '25' },
          { name: 'Proposal', type: 'OPEN', probability: '50' },
          { name: 'Negotiation', type: 'OPEN', probability: '75' },
          { name: 'Won', type: 'WON', probability: '100' },
          { name: 'Lost', type: 'LOST', probability: '0' },
        ],
      },
    ])
  })

  it('is one of many first deals at once, and they make one pipeline', async () => {
    const { sales, customer } = await dealDesk(crm)
    await Promise.all(
      Array.from({ length: 32 }, (_, n) => sales.done(CREATE_DEAL, { customerId: customer.id, title: `Deal ${n}` })),
    )
    expect(await crm.count(sales.office, 'deals')).toBe(32)
    expect(await crm.count(sales.office, 'pipelines')).toBe(1)
    expect(await crm.count(sales.office, 'stages')).toBe(6)
  })

  it('is opened in the stage that is named, worth nothing in the house’s currency and nobody’s', async () => {
    const desk = await dealDesk(crm, office({ currency: 'TRY' }))
    await desk.open()
    const { deal } = await desk.sales.done(CREATE_DEAL, {
      customerId: desk.customer.id,
      title: 'A',
      ownerId: null,
      stageId: await desk.stage('Proposal'),
    })
    expect(deal).toMatchObject({
      stage: { name: 'Proposal' },
      owner: null,
      amount: { amount: '0.00', currency: 'TRY' },
    })
  })

  it('is refused where it cannot be, and leaves no trace', async () => {
    const desk = await dealDesk(crm)
    const { sales, customer } = desk
    await desk.open()
    const foreign = await dealDesk(crm)
    await foreign.open()
    const create = { customerId: customer.id, title: 'A' }
    const cases: [object, string[]][] = [
      [
        { title: '', customerId: 'x', amount: { amount: '1.001', currency: 'EUR' } },
        ['TEXT_REQUIRED title', 'BAD_ID customerId', 'AMOUNT_PRECISION amount.amount'],
      ],
      [{ amount: eur('-0.01') }, ['AMOUNT_NEGATIVE amount.amount']],
      [{ amount: eur('100000000000000') }, ['AMOUNT_RANGE amount.amount']],
      [{ customerId: foreign.customer.id }, ['CUSTOMER_NOT_FOUND customerId']],
      [{ customerId: encodeId('cust', newId()) }, ['CUSTOMER_NOT_FOUND customerId']],
      [{ pipelineId: await foreign.pipeline() }, ['PIPELINE_NOT_FOUND pipelineId']],
      [{ stageId: await foreign.stage('Lead in') }, ['STAGE_NOT_FOUND stageId']],
      [{ stageId: await desk.stage('Won') }, ['STAGE_NOT_OPEN stageId']],
      [{ stageId: await desk.stage('Lost') }, ['STAGE_NOT_OPEN stageId']],
      [{ ownerId: customer.id }, ['BAD_ID ownerId']],
    ]
    for (const [said, refusals] of cases) {
      expect(await sales.refused('createDeal', { ...create, ...said })).toEqual(refusals)
    }
    for (const role of ['ACCOUNTANT', 'PROJECT_MANAGER', 'VIEWER'] as const) {
      expect(await crm.as(role, sales.office).refused('createDeal', create)).toEqual(['FORBIDDEN'])
    }
    expect(await crm.count(sales.office, 'deals')).toBe(1)
    expect(await crm.count(sales.office, 'stage_changes')).toBe(1)
  })

  it.each(['1e3', '1,00', ' 1', '1234567890123456789', 'NaN'])('is not worth %j', async (amount) => {
    const { sales, customer } = await dealDesk(crm)
    const { errors } = await sales.ask(
      'mutation ($input: CreateDealInput!) { createDeal(input: $input) { deal { id } } }',
      { input: { customerId: customer.id, title: 'A', amount: { amount, currency: 'EUR' } } },
    )
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  })

  it('is changed where it is said, and keeps its stage', async () => {
    const desk = await dealDesk(crm)
    const deal = await desk.open({ amount: eur('10'), expectedClose: '2027-01-01' })
    const update = (said: object) => desk.sales.done(`updateDeal { deal { ${DEAL} } }`, { id: deal.id, ...said })
    const changed = (await update({ expectedVersion: 1, title: 'New', amount: { amount: '7', currency: 'JPY' } })).deal
    expect(changed).toMatchObject({ title: 'New', amount: { amount: '7', currency: 'JPY' }, version: 2 })
    const cleared = (await update({ expectedVersion: 2, expectedClose: null, ownerId: null })).deal
    expect(cleared).toEqual({ ...changed, expectedClose: null, owner: null, version: 3 })
  })

  it('is not changed in an old version, to what it cannot be, nor in another organisation', async () => {
    const desk = await dealDesk(crm)
    const { sales } = desk
    const deal = await desk.open({ amount: eur('10') })
    await sales.done('winDeal { deal { id } }', { id: deal.id, expectedVersion: 1 })
    const update = { id: deal.id, expectedVersion: 2 }
    expect(await sales.refused('updateDeal', { ...update, expectedVersion: 1 })).toEqual([
      'VERSION_CONFLICT expectedVersion',
    ])
    expect(await sales.refused('updateDeal', { ...update, amount: eur('0') })).toEqual(['DEAL_AMOUNT_REQUIRED amount'])
    expect(await sales.refused('updateDeal', { ...update, amount: { amount: '1', currency: 'USD' } })).toEqual([
      'DEAL_CURRENCY_FIXED amount.currency',
    ])
    expect(await sales.refused('updateDeal', { ...update, title: null, ownerId: 'x' })).toEqual([
      'TEXT_REQUIRED title',
      'BAD_ID ownerId',
    ])
    expect(await crm.as('OWNER').refused('updateDeal', update)).toEqual(['DEAL_NOT_FOUND id'])
    expect(await crm.as('VIEWER', sales.office).refused('updateDeal', update)).toEqual(['FORBIDDEN'])
    const { deal: now } = await sales.data('query ($id: ID!) { deal(id: $id) { version amount { amount } } }', deal)
    expect(now).toEqual({ version: 2, amount: { amount: '10.00' } })
  })

  it('of another organisation is not there', async () => {
    const desk = await dealDesk(crm)
    const deal = await desk.open()
    const other = crm.as('OWNER')
    expect(await other.data('query ($id: ID!) { deal(id: $id) { title } deals { totalCount } }', deal)).toEqual({
      deal: null,
      deals: { totalCount: 0 },
    })
    expect(await desk.sales.data('{ deal(id: "nonsense") { title } }')).toEqual({ deal: null })
  })
})
