import { describe, expect, it } from 'vitest'
import type { Summary } from '../measure/summary.ts'
import { plot } from './plot.ts'
import { report } from './report.ts'
import { targets } from './targets.ts'

const summary = (contestant: string, values: Partial<Summary>): Summary => ({
  contestant,
  name: `contestant ${contestant}`,
  perSecond: 100,
  p50: 10,
  p99: 20,
  alone: 5,
  cpu: 4,
  postgresCpu: 1,
  bytes: 27_123,
  rss: 150_000_000,
  statements: 10,
  transactions: 2,
  rounds: [100],
  ...values,
})

const page = (...summaries: Summary[]) => ({
  operation: { key: 'page', title: 'The page', explanation: 'twenty customers' },
  summaries,
  sameStatements: true,
})

describe('the targets', () => {
  it('are held against what was measured, and say by how much it fell short', () => {
    const [cpu, throughput] = targets(
      [page(summary('a', { cpu: 2 }), summary('b', { cpu: 3.6, perSecond: 200 }), summary('e', { perSecond: 100 }))],
      {},
    )
    expect(cpu).toMatchObject({ found: '1.80 ×', reached: true })
    expect(throughput).toMatchObject({ found: '2.00 ×, 20.0 % short', reached: false })
  })

  it('are open where nobody measured', () => {
    expect(targets([], {}).every(({ reached, found }) => reached === null && found === 'not measured')).toBe(true)
  })

  it('hold starts, memory, sizes and literals to their limits', () => {
    const extras = {
      start: { firstStart: 9_000, secondStart: 4_400, starts: 5, rss: 380_000_000, parts: [] },
      sizes: [1_000, 100_000].map((customers) => ({
        customers,
        p50: customers === 1_000 ? 10 : 11.5,
        cpu: 1,
        postgresCpu: 1,
      })),
      literals: { heapBefore: 100, heapAfter: 120, rssBefore: 1, rssAfter: 1, first: 2, last: 2 },
    }
    expect(
      targets([], extras)
        .slice(-4)
        .map(({ found, reached }) => [found, reached]),
    ).toEqual([
      ['4.40 s, 10.0 % over', false],
      ['380 MB', true],
      ['15.0 %', true],
      ['heap 20.0 %, p50 of the last thousand 0.0 %', false],
    ])
  })
})

it('reports an operation as a table, and keeps the notes', () => {
  const text = report({
    date: '2026-11-26',
    machine: '2 cores, 24 GB, Node 24',
    customers: 10_000,
    rounds: 5,
    seconds: 4,
    results: [page(summary('a', {}))],
    leftOut: ['The other one is left out.'],
    extras: {},
    notes: 'In the planner.\n',
  })
  expect(text).toContain(
    '| (a) contestant a | 100 | 10.0 ms | 20.0 ms | 5.00 ms | 4.00 ms | 1.00 ms | 27.1 kB | 10.0 + 2.0 | 150 MB |',
  )
  expect(text).toContain('The other one is left out.')
  expect(text.endsWith('## Where the remaining time goes\n\nIn the planner.\n')).toBe(true)
})

it('draws bars in proportion, and escapes what they are called', () => {
  const svg = plot({
    title: 'CPU',
    subtitle: 'less is better',
    unit: 'ms',
    bars: [
      { label: 'A & B', value: 10, ours: false },
      { label: 'C', value: 5, ours: true },
    ],
  })
  expect(svg).toContain('A &amp; B')
  const [long, short] = [...svg.matchAll(/width="([\d.]+)" height="20"/g)].map(([, width]) => Number(width))
  expect(long).toBe(2 * short!)
})
