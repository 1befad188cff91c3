import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PlannerKind } from '../../router/planner.ts'
import { createRouter, type Router } from '../../router/router.ts'
import { registry } from '../../subgraphs/shared/telemetry/metrics.ts'
import { envelope, fixtureLog, fixtures, supergraph } from './fixture.ts'

const HANGS = () => new Promise<void>(() => {})
const IS_DOWN = () => {
  throw new Error('connect ECONNREFUSED 10.0.0.7:4003')
}

describe.each<PlannerKind>(['native', 'javascript'])('with a subgraph away (%s planner)', (planner) => {
  const subgraphs = fixtures()
  const log = fixtureLog()
  let router: Router
  const options = { supergraph, subgraphs: Object.values(subgraphs), log, planner }
  const ask = async (query: string, variables?: Record<string, unknown>, asked = router) =>
    JSON.parse(JSON.stringify(await asked.execute({ query, variables }, envelope())))

  beforeAll(async () => {
    router = await createRouter({ ...options, subgraphTimeout: 60, requestTimeout: 100 })
  })
  beforeEach(() => {
    log.lines.length = 0
    for (const subgraph of Object.values(subgraphs)) subgraph.before = () => {}
  })
  afterAll(() => router.close())

  it.each([
    ['is down', IS_DOWN],
    ['does not answer in time', HANGS],
  ])('answers the rest when it %s, and says where something is missing', async (_, trouble) => {
    subgraphs.erp.before = trouble
    const { data, errors } = await ask('{ customer(id: "cust_1") { name invoices { total } } }')
    expect(data).toEqual({ customer: { name: 'Alfreds', invoices: null } })
    expect(errors).toEqual([
      {
        message: 'The service behind this field (erp) does not answer at the moment.',
        path: ['customer', 'invoices'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'erp' },
      },
    ])
  })

  it('tells the log once for each fetch, and the client nothing of it', async () => {
    subgraphs.erp.before = IS_DOWN
    const answer = await ask('{ customers { name invoices { total } outstanding } }')
    expect(JSON.stringify(answer)).not.toContain('ECONNREFUSED')
    expect(log.lines).toEqual([
      {
        level: 'warn',
        message: 'a subgraph did not answer',
        details: { err: expect.any(Error), subgraph: 'erp', requestId: 'request-1' },
      },
    ])
  })

  it('answers the root fields of the others', async () => {
    subgraphs.erp.before = IS_DOWN
    const { data, errors } = await ask('{ invoice(id: "inv_1") { id } customerCount }')
    expect(data).toEqual({ invoice: null, customerCount: 2 })
    expect(errors.map(({ path }: { path: string[] }) => path)).toEqual([['invoice']])
  })

  it('lets a null climb to the next field that may be null', async () => {
    subgraphs.crm.before = IS_DOWN
    const { data, errors } = await ask('{ customerCount invoice(id: "inv_1") { total } }')
    expect([data, errors[0].extensions.code]).toEqual([null, 'SUBGRAPH_UNAVAILABLE'])
    const inside = await ask('{ invoice(id: "inv_1") { total customer { name } } }')
    expect(inside.data).toEqual({ invoice: { total: '10.50', customer: null } })
    expect(inside.errors[0].extensions.code).toBe('SUBGRAPH_UNAVAILABLE')
  })

  it('stops waiting when the time of the whole request is used up', async () => {
    // Two fetches of 400 ms fit into a second, a third does not; on a busy machine, too.
    const patient = await createRouter({ ...options, subgraphTimeout: 700, requestTimeout: 1_000 })
    const slowly = () => new Promise<void>((resolve) => setTimeout(resolve, 400))
    subgraphs.crm.before = slowly
    subgraphs.erp.before = slowly
    const { data, errors } = await ask(
      '{ customer(id: "cust_1") { name invoices { total customer { phone } } } }',
      undefined,
      patient,
    )
    await patient.close()
    expect(data.customer.name).toBe('Alfreds')
    expect(data.customer.invoices).toEqual([
      { total: '10.50', customer: { phone: null } },
      { total: '7.00', customer: { phone: null } },
    ])
    expect(errors[0].extensions.code).toBe('SUBGRAPH_UNAVAILABLE')
  })

  it('stops the reading nobody waits for, which is nobody’s fault, and never a change', async () => {
    const [calls, failures] = await Promise.all([counted(CALLS), counted(FAILURES)])
    const client = new AbortController()
    subgraphs.erp.before = () => {
      client.abort()
      return HANGS()
    }
    const leaving = envelope({ signal: client.signal })
    const reading = await router.execute({ query: '{ invoice(id: "inv_1") { total } customerCount }' }, leaving)
    expect(reading.errors?.map(({ extensions }) => extensions.code)).toContain('REQUEST_ABANDONED')
    const late = await router.execute({ query: '{ customerCount }' }, leaving)
    expect(late.errors?.map(({ extensions }) => extensions.code)).toEqual(['REQUEST_ABANDONED'])
    expect([await counted(FAILURES), log.lines]).toEqual([failures, []])
    subgraphs.erp.before = () => {}
    const change = await router.execute({ query: 'mutation { postInvoice(id: "inv_1") { id } }' }, leaving)
    expect(change).toEqual({ data: { postInvoice: { id: 'inv_1' } } })
    expect(await counted(CALLS)).toBe(calls + 1)
  })
})

const CALLS = 'kopru_subgraph_call_duration_seconds'
const FAILURES = 'kopru_subgraph_call_failures_total'

/** The sum of a counter over the ERP, or how often a histogram observed it. */
async function counted(name: string): Promise<number> {
  const { values } = await registry.getSingleMetric(name)!.get()
  const found = values.find(({ labels, ...one }) => labels.subgraph === 'erp' && !/_(bucket|sum)$/.test(nameOf(one)))
  return found?.value ?? 0
}

const nameOf = (one: object) => ('metricName' in one ? String(one.metricName) : '')
