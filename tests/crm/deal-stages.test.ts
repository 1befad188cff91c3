import { describe, expect, it } from 'vitest'
import { encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { type DealDesk, dealDesk, openCrm } from './crm.ts'

const crm = openCrm()
const eur = (amount: string) => ({ amount, currency: 'EUR' })

const STANDING = `deal { id version state stage { name } closedAt lostReason lostNote weightedAmount { amount }
  history { from { name } to { name } changedAt changedBy { id } } }`

type Step = { from: { name: string } | null; to: { name: string } }
const path = (deal: { history: Step[] }) => deal.history.map(({ from, to }) => `${from?.name ?? ''}>${to.name}`)

const now = async ({ sales }: DealDesk, id: string) =>
  (await sales.data(`query ($id: ID!) { ${STANDING.replace('deal', 'deal(id: $id)')} }`, { id })).deal

describe('a deal', () => {
  it('is moved, lost, opened again, and won, and its history tells it exactly', async () => {
    const desk = await dealDesk(crm)
    const { sales } = desk
    const { id } = await desk.open({ amount: eur('80') })
    const colleague = crm.as('ADMIN', sales.office)

    const proposal = { id, expectedVersion: 1, stageId: await desk.stage('Proposal') }
    const { deal: moved } = await colleague.done(`moveDeal { ${STANDING} }`, proposal)
    expect(moved).toMatchObject({
      version: 2,
      state: 'OPEN',
      stage: { name: 'Proposal' },
      weightedAmount: { amount: '40.00' },
    })

    const loss = { id, expectedVersion: 2, reason: 'OTHER', note: ' They moved away. ' }
    const { deal: lost } = await sales.done(`loseDeal { ${STANDING} }`, loss)
    expect(lost).toMatchObject({
      version: 3,
      state: 'LOST',
      stage: { name: 'Lost' },
      lostReason: 'OTHER',
      lostNote: 'They moved away.',
      weightedAmount: { amount: '0.00' },
    })
    expect(lost.closedAt).toBe(lost.history.at(-1).changedAt)

    const { deal: reopened } = await sales.done(`reopenDeal { ${STANDING} }`, { id, expectedVersion: 3 })
    expect(reopened).toMatchObject({
      version: 4,
      state: 'OPEN',
      stage: { name: 'Proposal' },
      closedAt: null,
      lostReason: null,
      lostNote: null,
    })

    const { deal: won } = await sales.done(`winDeal { ${STANDING} }`, { id, expectedVersion: 4 })
    expect(won).toMatchObject({ version: 5, state: 'WON', stage: { name: 'Won' }, weightedAmount: { amount: '80.00' } })
    expect(won.closedAt).toBe(won.history.at(-1).changedAt)
    expect(path(won)).toEqual(['>Lead in', 'Lead in>Proposal', 'Proposal>Lost', 'Lost>Proposal', 'Proposal>Won'])
    expect(new Set(won.history.map((step: { changedBy: { id: string } }) => step.changedBy.id)).size).toBe(2)
    expect(await now(desk, id)).toEqual(won)
  })

  it('is opened again in the stage that is named, and moved to another pipeline', async () => {
    const desk = await dealDesk(crm)
    const { sales } = desk
    const { id } = await desk.open()
    await sales.done('loseDeal { deal { id } }', { id, expectedVersion: 1, reason: 'PRICE' })
    const named = { id, expectedVersion: 2, stageId: await desk.stage('Qualified') }
    expect((await sales.done(`reopenDeal { ${STANDING} }`, named)).deal.stage).toEqual({ name: 'Qualified' })
    const stages = [
      { name: 'Talk', type: 'OPEN', probability: '1' },
      { name: 'Signed', type: 'WON' },
      { name: 'Gone', type: 'LOST' },
    ]
    const { pipeline } = await crm
      .as('ADMIN', sales.office)
      .done('createPipeline { pipeline { stages { id } } }', { name: 'Services', stages })
    await sales.done('moveDeal { deal { id } }', { id, expectedVersion: 3, stageId: pipeline.stages[0].id })
    const { deal } = await sales.done(`loseDeal { ${STANDING} }`, { id, expectedVersion: 4, reason: 'PRICE' })
    expect(path(deal).slice(-2)).toEqual(['Qualified>Talk', 'Talk>Gone'])
  })

  it('is moved by one of 64 who come at once with the same version', async () => {
    const desk = await dealDesk(crm)
    const { id } = await desk.open()
    const targets = await Promise.all(['Qualified', 'Proposal', 'Negotiation'].map(desk.stage))
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, n) =>
        desk.sales.data(
          'mutation ($input: MoveDealInput!) { moveDeal(input: $input) { deal { version stage { name } } userErrors { code } } }',
          { input: { id, expectedVersion: 1, stageId: targets[n % 3] } },
        ),
      ),
    )
    const payloads = answers.map(({ moveDeal }) => moveDeal)
    const won = payloads.filter(({ deal }) => deal !== null)
    expect(won).toHaveLength(1)
    expect(won[0].deal.version).toBe(2)
    const conflict = { deal: null, userErrors: [{ code: 'VERSION_CONFLICT' }] }
    expect(payloads.filter(({ deal }) => deal === null)).toEqual(Array(63).fill(conflict))
    expect(path(await now(desk, id))).toEqual(['>Lead in', `Lead in>${won[0].deal.stage.name}`])
    expect(await crm.count(desk.sales.office, 'stage_changes')).toBe(2)
  })

  it('is won or lost, by one of those who win, lose and move it at once', async () => {
    const desk = await dealDesk(crm)
    const { id } = await desk.open({ amount: eur('1') })
    const stageId = await desk.stage('Proposal')
    const each = { id, expectedVersion: 1 }
    const answers = await Promise.all(
      Array.from({ length: 48 }, (_, n) => {
        const [name, input] = (
          [
            ['winDeal', each],
            ['loseDeal', { ...each, reason: 'TIMING' }],
            ['moveDeal', { ...each, stageId }],
          ] as const
        )[n % 3]!
        const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
        return desk.sales.data(
          `mutation ($input: ${type}!) { payload: ${name}(input: $input) { deal { id } userErrors { code } } }`,
          { input },
        )
      }),
    )
    expect(answers.filter(({ payload }) => payload.deal !== null)).toHaveLength(1)
    expect((await now(desk, id)).history).toHaveLength(2)
  })

  it('goes nowhere it may not go, and its history stays', async () => {
    const desk = await dealDesk(crm)
    const { sales } = desk
    const foreign = await dealDesk(crm)
    await foreign.open()
    const open = await desk.open()
    const lost = await desk.open()
    await sales.done('loseDeal { deal { id } }', { id: lost.id, expectedVersion: 1, reason: 'PRICE' })
    const won = await desk.open({ amount: eur('1') })
    await sales.done('winDeal { deal { id } }', { id: won.id, expectedVersion: 1 })

    const [lead, proposal, wonStage] = await Promise.all(['Lead in', 'Proposal', 'Won'].map(desk.stage))
    const at = (deal: { id: string }, expectedVersion: number, more: object = {}) => ({
      id: deal.id,
      expectedVersion,
      ...more,
    })
    const cases: [string, object, string][] = [
      ['moveDeal', at(open, 1, { stageId: lead }), 'DEAL_ALREADY_THERE stageId'],
      ['moveDeal', at(open, 1, { stageId: wonStage }), 'STAGE_NOT_OPEN stageId'],
      ['moveDeal', at(open, 1, { stageId: await foreign.stage('Proposal') }), 'STAGE_NOT_FOUND stageId'],
      ['moveDeal', at(open, 1, { stageId: encodeId('stg', newId()) }), 'STAGE_NOT_FOUND stageId'],
      ['moveDeal', at(open, 1, { stageId: open.id }), 'BAD_ID stageId'],
      ['moveDeal', at(open, 2, { stageId: proposal }), 'VERSION_CONFLICT expectedVersion'],
      ['moveDeal', at(lost, 2, { stageId: proposal }), 'INVALID_TRANSITION'],
      ['moveDeal', at(won, 2, { stageId: proposal }), 'INVALID_TRANSITION'],
      ['winDeal', at(open, 1), 'DEAL_AMOUNT_REQUIRED amount'],
      ['winDeal', at(lost, 2), 'INVALID_TRANSITION'],
      ['winDeal', at(won, 2), 'INVALID_TRANSITION'],
      ['winDeal', at({ id: encodeId('deal', newId()) }, 1), 'DEAL_NOT_FOUND id'],
      ['winDeal', at({ id: 'x' }, 1), 'BAD_ID id'],
      ['loseDeal', at(open, 1), 'LOST_REASON_REQUIRED reason'],
      ['loseDeal', at(open, 1, { reason: 'OTHER' }), 'LOST_NOTE_REQUIRED note'],
      ['loseDeal', at(open, 1, { reason: 'OTHER', note: ' ' }), 'LOST_NOTE_REQUIRED note'],
      ['loseDeal', at(open, 1, { reason: 'PRICE', note: 'x'.repeat(1_001) }), 'TEXT_TOO_LONG note'],
      ['loseDeal', at(lost, 2, { reason: 'PRICE' }), 'INVALID_TRANSITION'],
      ['loseDeal', at(won, 2, { reason: 'PRICE' }), 'INVALID_TRANSITION'],
      ['reopenDeal', at(open, 1), 'INVALID_TRANSITION'],
      ['reopenDeal', at(won, 2), 'DEAL_WON'],
      ['reopenDeal', at(lost, 2, { stageId: wonStage }), 'STAGE_NOT_OPEN stageId'],
      ['reopenDeal', at(lost, 1), 'VERSION_CONFLICT expectedVersion'],
    ]
    for (const [mutation, input, refusal] of cases) {
      expect(await sales.refused(mutation, input as Record<string, unknown>), JSON.stringify(input)).toEqual([refusal])
    }
    for (const mutation of ['winDeal', 'reopenDeal']) {
      expect(await crm.as('VIEWER', sales.office).refused(mutation, at(won, 2))).toEqual(['FORBIDDEN'])
      expect(await crm.as('OWNER').refused(mutation, at(won, 2))).toEqual(['DEAL_NOT_FOUND id'])
    }
    expect(await crm.count(sales.office, 'stage_changes')).toBe(5)
    expect([await now(desk, open.id), await now(desk, lost.id), await now(desk, won.id)]).toMatchObject([
      { version: 1, state: 'OPEN' },
      { version: 2, state: 'LOST' },
      { version: 2, state: 'WON' },
    ])
  })
})
