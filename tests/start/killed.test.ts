import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clearUp, type Kopru, startKopru, within } from './support.ts'

let dataDir: string
let kopru: Kopru

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kopru-killed-'))
})

afterAll(async () => {
  await clearUp(kopru)
  await rm(dataDir, { recursive: true, force: true })
})

const COUNT = `{
  customers { totalCount } deals { totalCount } invoices { totalCount } payments { totalCount } products { totalCount }
}`

describe('after a kill of every process', () => {
  it('in the middle of the first load, the next start finishes it without doubles', async () => {
    kopru = startKopru(dataDir)
    const invoices = () => kopru.ask<{ invoices: { totalCount: number } }>('{ invoices { totalCount } }')
    await kopru.url()
    await within(60, async () => (await invoices()).invoices.totalCount > 0)
    await kopru.killEverything()
    expect(kopru.out()).not.toContain('is ready')

    kopru = startKopru(dataDir)
    await kopru.ready()
    expect(kopru.err()).toBe('')
    expect(await kopru.ask(COUNT)).toEqual({
      customers: { totalCount: 91 },
      deals: { totalCount: 830 },
      invoices: { totalCount: 830 },
      payments: { totalCount: 809 },
      products: { totalCount: 77 },
    })
  }, 120_000)

  it('under a load of changes, nothing that was answered is lost, and a repeated wish is done once', async () => {
    const { customers } = await kopru.ask<{ customers: { nodes: { id: string }[] } }>(
      '{ customers(first: 1) { nodes { id } } }',
    )
    const pay = (key: string) =>
      kopru.ask<Payment>(RECEIVE, {
        input: {
          idempotencyKey: key,
          customerId: customers.nodes[0]!.id,
          amount: { amount: '1.00', currency: 'USD' },
          receivedOn: '2024-02-29',
          method: 'CASH',
        },
      })

    const answered = new Map<string, string>()
    const unanswered: string[] = []
    const clients = Array.from({ length: 8 }, async (_, client) => {
      for (let turn = 0; ; turn += 1) {
        const key = `${client}-${turn}`
        try {
          answered.set(key, (await pay(key)).receivePayment.payment.id)
        } catch {
          return unanswered.push(key)
        }
      }
    })
    await within(60, async () => answered.size >= 100)
    await kopru.killEverything()
    await Promise.all(clients)
    expect(unanswered).toHaveLength(8)

    kopru = startKopru(dataDir)
    await kopru.ready()
    expect(await kopru.ask(COUNT)).toMatchObject({ customers: { totalCount: 91 }, invoices: { totalCount: 830 } })
    for (const [key, id] of answered) expect((await pay(key)).receivePayment.payment.id).toBe(id)
    for (const key of unanswered) answered.set(key, (await pay(key)).receivePayment.payment.id)
    expect(new Set(answered.values()).size).toBe(answered.size)
    expect(await kopru.ask('{ payments { totalCount } }')).toEqual({ payments: { totalCount: 809 + answered.size } })
    expect((await kopru.stop()).code).toBe(0)
  }, 120_000)
})

interface Payment {
  receivePayment: { payment: { id: string } }
}

const RECEIVE = `mutation ($input: ReceivePaymentInput!) {
  receivePayment(input: $input) { payment { id } userErrors { code } }
}`
