import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PlannerKind } from '../../router/planner.ts'
import { createRouter, type Router } from '../../router/router.ts'
import { Unauthenticated } from '../../subgraphs/shared/auth/identify.ts'
import { envelope, fixtureLog, fixtures, supergraph } from './fixture.ts'

describe.each<PlannerKind>(['native', 'javascript'])('several changes, with the %s planner', (planner) => {
  const subgraphs = fixtures()
  let router: Router
  /** What the subgraphs were asked, in their order: a change, or a question about one. */
  let asked: string[]
  const ask = async (query: string, variables: Record<string, unknown> = {}) =>
    JSON.parse(JSON.stringify(await router.execute({ query, variables }, envelope())))

  beforeAll(async () => {
    router = await createRouter({ supergraph, subgraphs: Object.values(subgraphs), log: fixtureLog(), planner })
  })
  beforeEach(() => {
    asked = []
    for (const subgraph of Object.values(subgraphs)) {
      subgraph.before = async () => {
        const { query } = subgraph.asked.at(-1)!.operation
        const isChange = query.startsWith('mutation')
        if (!isChange) await sleep(20)
        asked.push(`${subgraph.name} ${isChange ? 'changes' : 'tells'}`)
      }
    }
  })
  afterAll(() => router.close())

  it('begin one after the other, each when the answer of the one before is complete', async () => {
    const answer = await ask(`mutation {
      a: renameCustomer(id: "cust_1", name: "A") { invoices { customer { kind } } }
      b: postInvoice(id: "inv_1") { customer { name } }
      c: renameCustomer(id: "cust_1", name: "C") { name }
    }`)
    expect(answer).toEqual({
      data: {
        a: { invoices: [{ customer: { kind: 'COMPANY' } }, { customer: { kind: 'COMPANY' } }] },
        b: { customer: { name: 'Alfreds' } },
        c: { name: 'C' },
      },
    })
    const inOrder = asked.filter((one) => one !== 'erp tells')
    expect(inOrder).toEqual(['crm changes', 'crm tells', 'erp changes', 'crm tells', 'crm changes'])
  })

  it('are found in fragments, put together under one name, and obey conditions', async () => {
    const query = `mutation M($no: Boolean!) {
      __typename
      ...Post @skip(if: $no)
      ... { two: postInvoice(id: "inv_2") { id } }
      no: removeCustomer(id: "cust_1") @include(if: $no) { id }
      never: postInvoice(id: "inv_1") @skip(if: true) { id }
      two: postInvoice(id: "inv_2") { total }
    } fragment Post on Mutation { one: postInvoice(id: "inv_1") { ...Id } } fragment Id on Invoice { id }`
    expect(await ask(query, { no: false })).toEqual({
      data: { __typename: 'Mutation', one: { id: 'inv_1' }, two: { id: 'inv_2', total: '7.00' } },
    })
  })

  it('go on after one that may be null, and stop at one that must not', async () => {
    const answer = await ask(`mutation {
      a: renameCustomer(id: "cust_1", name: "x") { name }
      b: removeCustomer(id: "cust_1") { name }
      c: postInvoice(id: "inv_1") { id }
    }`)
    expect([answer.data, answer.errors.map(({ path }: { path: string[] }) => path)]).toEqual([null, [['a'], ['b']]])
    expect(asked).toEqual(['crm changes', 'crm changes'])
  })

  it('stop where the token is no longer accepted', async () => {
    subgraphs.crm.before = () => {
      throw new Unauthenticated('The token has been revoked.')
    }
    const query = 'mutation { renameCustomer(id: "cust_1", name: "A") { name } postInvoice(id: "inv_1") { id } }'
    await expect(ask(query)).rejects.toThrow(Unauthenticated)
    expect(asked).toEqual([])
  })
})
