import type { Result } from '../measure/operation.ts'
import { megabytes, percent, times } from './figures.ts'
import type { Extras } from './report.ts'

/** A promise, and what came of it. */
export interface Target {
  readonly promise: string
  readonly found: string
  /** Null where it was not measured. */
  readonly reached: boolean | null
}

/** Holds what was measured against what was promised. */
export function targets(results: readonly Result[], extras: Extras): Target[] {
  const find = (operation: string, contestant: string) =>
    results
      .find((result) => result.operation.key === operation)
      ?.summaries.find((summary) => summary.contestant === contestant)
  const ratio = (
    promise: string,
    operation: string,
    [ours, theirs]: readonly [string, string],
    [of, limit, most]: readonly ['cpu' | 'perSecond', number, boolean],
  ): Target => {
    const [a, b] = [find(operation, ours), find(operation, theirs)]
    if (!a || !b) return { promise, found: 'not measured', reached: null }
    const value = a[of] / b[of]
    const reached = most ? value <= limit : value >= limit
    return { promise, found: `${times(value)}${shortfall(value, limit, reached)}`, reached }
  }
  const workers = results.flatMap(({ summaries }) => summaries).find(({ contestant }) => /^c[2-9]/.test(contestant))
  return [
    ratio(
      'one process needs at most 2 × the CPU of what is written by hand, on the page',
      'page',
      ['b', 'a'],
      ['cpu', 2, true],
    ),
    ratio(
      'one process answers at least 2.5 × as many pages as @apollo/gateway',
      'page',
      ['b', 'e'],
      ['perSecond', 2.5, false],
    ),
    ratio(
      'one process is ahead of PostGraphile on the ERP alone, in requests',
      'erp',
      ['b', 'f'],
      ['perSecond', 1, false],
    ),
    ratio('and in CPU per request', 'erp', ['b', 'f'], ['cpu', 1, true]),
    ratio(
      'one process answers more pages than the Apollo Router over the subgraphs',
      'page',
      ['b', 'g'],
      ['perSecond', 1, false],
    ),
    ratio('and needs less CPU for one', 'page', ['b', 'g'], ['cpu', 1, true]),
    ratio(
      'workers answer more pages than one process',
      'page',
      [workers?.contestant ?? 'c', 'b'],
      ['perSecond', 1, false],
    ),
    start(extras),
    memory(extras),
    size(extras),
    literals(extras),
  ]
}

const shortfall = (value: number, limit: number, reached: boolean): string =>
  reached ? '' : `, ${percent(Math.abs(value - limit) / limit)} ${value > limit ? 'over' : 'short'}`

function start({ start }: Extras): Target {
  const promise = 'a second start is ready within 4 s'
  if (!start) return { promise, found: 'not measured', reached: null }
  const seconds = start.secondStart / 1000
  const reached = seconds < 4
  return { promise, found: `${seconds.toFixed(2)} s${shortfall(seconds, 4, reached)}`, reached }
}

function memory({ start }: Extras): Target {
  const promise = 'all Node processes of the default start hold less than 400 MB'
  if (!start) return { promise, found: 'not measured', reached: null }
  const reached = start.rss < 400_000_000
  return { promise, found: `${megabytes(start.rss)}${shortfall(start.rss, 400_000_000, reached)}`, reached }
}

function size({ sizes }: Extras): Target {
  const promise = 'from 1,000 to 100,000 customers the page’s p50 changes by less than 20 %'
  if (!sizes || sizes.length < 2) return { promise, found: 'not measured', reached: null }
  const [least, most] = [Math.min(...sizes.map(({ p50 }) => p50)), Math.max(...sizes.map(({ p50 }) => p50))]
  const change = most / least - 1
  return { promise, found: percent(change), reached: change < 0.2 }
}

function literals({ literals }: Extras): Target {
  const promise = '10,000 queries that differ in a literal leave memory flat and are not slower'
  if (!literals) return { promise, found: 'not measured', reached: null }
  const { heapBefore, heapAfter, first, last } = literals
  const growth = heapAfter / heapBefore - 1
  const found = `heap ${percent(growth)}, p50 of the last thousand ${percent(last / first - 1)}`
  return { promise, found, reached: growth < 0.1 && last <= first * 1.1 }
}
