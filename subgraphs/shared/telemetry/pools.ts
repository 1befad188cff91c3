import { Counter, Gauge } from 'prom-client'
import { registry } from './metrics.ts'

/**
 * What we know of a pool of connections. postgres.js does not tell how many are open at the moment; how many
 * it opened, how many requests hold one and how many wait for one is counted by ourselves.
 */
export interface Pool {
  readonly name: string
  readonly max: number
  opened: number
  busy: number
  waiting: number
  statements: number
}

const pools = new Set<Pool>()

/** A pool in the metrics, from now on; those that go by one name are added up. */
export function watchPool(name: string, max: number): Pool {
  const pool: Pool = { name, max, opened: 0, busy: 0, waiting: 0, statements: 0 }
  pools.add(pool)
  return pool
}

const past = new Map<string, { opened: number; statements: number }>()

/** Takes a closed pool out; what it counted stays counted. */
export function forgetPool(pool: Pool): void {
  if (!pools.delete(pool)) return
  const { opened = 0, statements = 0 } = past.get(pool.name) ?? {}
  past.set(pool.name, { opened: opened + pool.opened, statements: statements + pool.statements })
}

function gauge(name: string, help: string, property: 'max' | 'busy' | 'waiting'): void {
  new Gauge({
    ...{ name, help, labelNames: ['pool'], registers: [registry] },
    collect() {
      this.reset()
      for (const pool of pools) this.inc({ pool: pool.name }, pool[property])
    },
  })
}

function counter(name: string, help: string, property: 'opened' | 'statements'): void {
  new Counter({
    ...{ name, help, labelNames: ['pool'], registers: [registry] },
    collect() {
      this.reset()
      for (const [pool, counts] of past) this.inc({ pool }, counts[property])
      for (const pool of pools) this.inc({ pool: pool.name }, pool[property])
    },
  })
}

gauge('kopru_db_connections_max', 'Most connections the pool may hold.', 'max')
gauge('kopru_db_connections_busy', 'Connections that a request holds.', 'busy')
gauge('kopru_db_connections_waiting', 'Requests that wait for a connection.', 'waiting')
counter('kopru_db_connections_opened_total', 'Connections opened; many mean that they are being lost.', 'opened')
counter(
  'kopru_db_statements_total',
  'Statements sent for requests, without BEGIN, COMMIT and the setting of the organisation.',
  'statements',
)
