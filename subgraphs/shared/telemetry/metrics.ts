import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import manifest from '../../../package.json' with { type: 'json' }
import { Names, OTHER } from './names.ts'
import { outcomeOf, type Trail } from './trail.ts'

export const VERSION = manifest.version

/** Everything this process counts: metrics are of a process, however many parts of Köprü it runs. */
export const registry = new Registry()

const registers = [registry]

const SECONDS = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

const requests = new Counter({
  name: 'kopru_requests_total',
  help: 'GraphQL requests answered, by operation, its type, and whether it was ok, refused (for the client to mend) or failed (ours).',
  labelNames: ['operation', 'type', 'outcome'],
  registers,
})

const durations = new Histogram({
  name: 'kopru_request_duration_seconds',
  help: 'From the first byte of a GraphQL request to the last of its answer, by operation.',
  labelNames: ['operation', 'type'],
  buckets: SECONDS,
  registers,
})

const errors = new Counter({
  name: 'kopru_errors_total',
  help: 'Answers with an error or a refusal of that code; each code counts once an answer.',
  labelNames: ['code'],
  registers,
})

const cost = new Counter({
  name: 'kopru_cost_requested_total',
  help: 'What operations were reckoned to cost before they ran, by operation.',
  labelNames: ['operation'],
  registers,
})

const calls = new Histogram({
  name: 'kopru_subgraph_call_duration_seconds',
  help: 'From asking a subgraph for its part of an operation to its answer, in process or over HTTP.',
  labelNames: ['subgraph'],
  buckets: SECONDS,
  registers,
})

const failedCalls = new Counter({
  name: 'kopru_subgraph_call_failures_total',
  help: 'Calls that brought no answer (in time), by subgraph.',
  labelNames: ['subgraph'],
  registers,
})

new Gauge({
  name: 'kopru_build_info',
  help: 'Always 1; the versions are in the labels.',
  labelNames: ['version', 'node'],
  aggregator: 'first',
  registers,
}).set({ version: VERSION, node: process.version }, 1)

const names = new Names()

/** Counts an answered GraphQL request. What clients name themselves is a label only within bounds. */
export function countRequest(trail: Trail, status: number, milliseconds: number): void {
  const type = trail.type ?? 'none'
  const operation = operationOf(trail)
  requests.inc({ operation, type, outcome: outcomeOf(trail, status) })
  durations.observe({ operation, type }, milliseconds / 1000)
  for (const code of trail.codes) errors.inc({ code: isCode(code) ? code : OTHER })
  if (trail.cost !== null) cost.inc({ operation }, trail.cost)
}

/** What is no valid operation has no name, and strangers, who can only sign in, are given no place for theirs. */
function operationOf({ type, operation, organizationId }: Trail): string {
  if (type === null) return 'none'
  if (operation === null) return 'anonymous'
  return organizationId === null ? OTHER : names.label(operation, organizationId)
}

const MOST_CODES = 500
const codes = new Set<string>()

/** Codes are ours, and so have their place at once; that they have an end is made sure all the same. */
function isCode(code: string): boolean {
  if (!codes.has(code) && codes.size < MOST_CODES) codes.add(code)
  return codes.has(code)
}

export function countCall(subgraph: string, milliseconds: number, failed: boolean): void {
  calls.observe({ subgraph }, milliseconds / 1000)
  if (failed) failedCalls.inc({ subgraph })
}

let ofProcess = false

/** What Node knows of itself: CPU, memory, garbage collection, delay of the event loop. Only where somebody serves it. */
export function watchProcess(): void {
  if (ofProcess) return
  ofProcess = true
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 50 })
}
