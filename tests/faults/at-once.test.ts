import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { broken } from '../erp/invariants.ts'
import { eur, textOf } from '../supergraph/story.ts'
import { type Answer, ask, mustAsk } from './door.ts'
import { openParted, type Parted } from './parted.ts'
import { LONG, times } from './size.ts'
import { bill, IMPORT, type Stage, setStage } from './stage.ts'
import { tell } from './told.ts'

let parted: Parted
let stage: Stage

beforeAll(async () => {
  if (!LONG) return
  parted = await openParted(2)
  stage = await setStage(parted.door, 100)
}, 300_000)
afterAll(() => parted?.close())

const AT_ONCE = 500
const RECEIVE = textOf('receivePayment', 'payment { id }')
const APPLY = textOf('applyPayment', 'payment { id }')
const POST = textOf('postInvoice', 'invoice { id }')
const DELETE = textOf('deleteInvoice', 'deletedId')

/** How many answers were of which kind: `done`, the code of a refusal, or that of an error. */
function outcomes(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { data, codes } of answers) {
    const payload = codes.length === 0 ? (Object.values(data)[0] as { userErrors: { code: string }[] }) : null
    const outcome = payload ? (payload.userErrors[0]?.code ?? 'done') : codes[0]!
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  return counts
}

const slowestOf = (answers: readonly Answer[]) => Math.max(...answers.map(({ milliseconds }) => milliseconds))

async function invoices(count: number, amount: string, post = true): Promise<string[]> {
  const rows = Array.from({ length: count }, () => bill(stage.customerId, `at once ${newId()}`, amount, post))
  const { importInvoices } = await mustAsk(parted.door, IMPORT, { input: { idempotencyKey: newId(), rows } })
  return importInvoices.rows.map(({ id }: { id: string }) => id)
}

const receipt = (applications: object[], amount: string) => ({
  ...{ idempotencyKey: newId(), customerId: stage.customerId, amount: eur(amount) },
  ...{ receivedOn: '2024-03-20', method: 'CARD', applications },
})

const sum = (counts: Record<string, number>[]) => {
  const total: Record<string, number> = {}
  for (const each of counts) for (const [name, count] of Object.entries(each)) total[name] = (total[name] ?? 0) + count
  return total
}

const broke = () => parted.inside(broken)

// Beside the other tests, tests/supergraph/races.test.ts and tests/erp/payments-at-once.test.ts do the same with fewer.
describe.skipIf(!LONG)('two copies of the ERP, asked at once', () => {
  it(`${AT_ONCE} payments of 100 on an invoice of 1,000: ten win, round after round`, async (test) => {
    const rounds = times(4, 2)
    const all: Record<string, number>[] = []
    let slowest = 0
    for (let round = 0; round < rounds; round += 1) {
      const [invoiceId] = await invoices(1, '1000')
      const input = () => receipt([{ invoiceId, amount: eur('100') }], '100')
      const answers = await Promise.all(
        Array.from({ length: AT_ONCE }, () => ask(parted.door, RECEIVE, { input: input() })),
      )
      expect(outcomes(answers)).toEqual({ done: 10, EXCEEDS_OUTSTANDING: AT_ONCE - 10 })
      all.push(outcomes(answers))
      slowest = Math.max(slowest, slowestOf(answers))
    }
    const found = await broke()
    tell(test, 'payments on one invoice', `${rounds} times ${AT_ONCE} at once`, {
      ...sum(all),
      'slowest answer': `${slowest} ms`,
      violations: Object.keys(found).length,
    })
    expect(found).toEqual({})
  }, 240_000)

  it('one payment for two invoices, one draft posted twice, posted and deleted: one wins, the other hears why', async (test) => {
    const rounds = times(20, 8)
    const pairs: Record<string, Record<string, number>[]> = { applied: [], posted: [], deleted: [] }
    for (let round = 0; round < rounds; round += 1) {
      const [[a, b], [draft, doomed]] = [await invoices(2, '100'), await invoices(2, '50', false)]
      const { receivePayment } = await mustAsk(parted.door, RECEIVE, { input: receipt([], '100') })
      const paymentId = receivePayment.payment.id
      const apply = (invoiceId: string) => ({ idempotencyKey: newId(), paymentId, invoiceId, amount: eur('100') })
      const post = (id: string) => ask(parted.door, POST, { input: { id, idempotencyKey: newId() } })
      const [applied, posted, deleted] = await Promise.all([
        Promise.all([a, b].map((id) => ask(parted.door, APPLY, { input: apply(id!) }))),
        Promise.all(Array.from({ length: 4 }, () => post(draft!))),
        Promise.all([post(doomed!), ask(parted.door, DELETE, { input: { id: doomed, expectedVersion: 1 } })]),
      ])
      pairs.applied!.push(outcomes(applied))
      pairs.posted!.push(outcomes(posted))
      pairs.deleted!.push(outcomes(deleted))
    }
    expect(pairs.applied!.every(({ done }) => done === 1)).toBe(true)
    expect(sum(pairs.posted!)).toEqual({ done: rounds, INVOICE_NOT_DRAFT: 3 * rounds })
    expect(pairs.deleted!.every(({ done }) => done === 1)).toBe(true)
    const found = await broke()
    tell(test, 'one of two must win', `${rounds} rounds of 8`, {
      ...sum(Object.values(pairs).flat()),
      violations: Object.keys(found).length,
    })
    expect(Object.keys(sum(Object.values(pairs).flat())).filter((code) => /SUBGRAPH|INTERNAL/.test(code))).toEqual([])
    expect(found).toEqual({})
  }, 240_000)

  it('payments of A and B against those of B and A: everybody gets through', async (test) => {
    const count = times(400, 120)
    const [a, b] = await invoices(2, '100000')
    const answers: Answer[] = []
    for (let done = 0; done < count; done += 100) {
      const wave = Array.from({ length: Math.min(100, count - done) }, (_, index) => {
        const order = index % 2 ? [a, b] : [b, a]
        const input = receipt(
          order.map((invoiceId) => ({ invoiceId, amount: eur('1') })),
          '2',
        )
        return ask(parted.door, RECEIVE, { input })
      })
      answers.push(...(await Promise.all(wave)))
    }
    const found = await broke()
    tell(test, 'deadlock bait', `${count} payments over two invoices, 100 at once`, {
      ...outcomes(answers),
      'slowest answer': `${slowestOf(answers)} ms`,
      violations: Object.keys(found).length,
    })
    expect(outcomes(answers)).toEqual({ done: count })
    expect(found).toEqual({})
  }, 240_000)
})
