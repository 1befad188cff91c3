import { AsyncLocalStorage } from 'node:async_hooks'
import type { Pool } from './pools.ts'
import { type Span, spans } from './tracing.ts'
import type { Trail } from './trail.ts'

/** Whose statements they are: the request's trail, the span they hang from, and whether anybody still waits. */
export interface Asking {
  trail?: Trail | undefined
  /** W3C trace context: of the client, or of the span around what is asked. */
  traceparent?: string | undefined
  signal?: AbortSignal | undefined
}

/** Counts a statement that is being sent; its span, where somebody traces. */
export function asked(pool: Pool, asking: Asking | undefined, text: string): Span | undefined {
  pool.statements += 1
  if (asking?.trail) asking.trail.statements += 1
  return spans?.statement(pool.name, text, asking?.traceparent)
}

/** Waits for a connection; who got it gives it back by `pool.busy -= 1`. */
export async function held<T>(pool: Pool, reserving: Promise<T>): Promise<T> {
  pool.waiting += 1
  try {
    const connection = await reserving
    pool.busy += 1
    return connection
  } finally {
    pool.waiting -= 1
  }
}

/** Only changes enter it: drizzle does not hand on whose transaction a statement is in. */
const transaction = new AsyncLocalStorage<{ asking: Asking; span: Span | undefined }>()

/** Runs a transaction that calls `begun` when it has its connection. */
export async function inTransaction<T>(
  pool: Pool,
  asking: Asking = {},
  run: (begun: () => void) => Promise<T>,
): Promise<T> {
  const span = spans?.transaction(pool.name, asking.traceparent)
  let state: 'waiting' | 'busy' = 'waiting'
  pool.waiting += 1
  const begun = () => {
    state = 'busy'
    pool.waiting -= 1
    pool.busy += 1
  }
  try {
    const running = transaction.run({ asking, span }, () => run(begun))
    span?.follow(running)
    return await running
  } finally {
    pool[state] -= 1
  }
}

const SET_ORGANIZATION = "select set_config('app.organization', $1, true)"

/** Counts a statement that drizzle sends. */
export function sent(pool: Pool, text: string): void {
  if (text === SET_ORGANIZATION) return
  pool.statements += 1
  const { asking, span } = transaction.getStore() ?? {}
  if (asking?.trail) asking.trail.statements += 1
  span?.event(text)
}
