import { learned } from '../telemetry/auth-state.ts'
import type { AuthState, Identifier } from './identify.ts'

export interface FollowOptions {
  /** How often the state is asked for: a revocation is in force everywhere after this and one answer. */
  readonly everyMs?: number
  /** How long to wait for the first answer: identity may be starting, too. */
  readonly patienceMs?: number
  /** Hears once of each time that identity is away. */
  readonly onError?: (error: unknown) => void
}

export interface Following {
  /** Asks now; resolves when what was true at the call is known. Never rejects. */
  refresh(): Promise<void>
  close(): void
}

/**
 * Keeps an identifier up to date. Resolves with the first state, rejects when there is none in time;
 * after that the last known state holds while identity is away.
 */
export async function followAuthState(
  source: () => Promise<AuthState>,
  identifier: Identifier,
  { everyMs = 2_000, patienceMs = 30_000, onError = () => {} }: FollowOptions = {},
): Promise<Following> {
  let closed = false
  let away = false
  const learn = async () => {
    const asked = Date.now()
    const state = await source()
    if (closed) return
    await identifier.update(state)
    learned(asked)
  }
  await firstState(learn, Date.now() + patienceMs)
  const ask = async () => {
    try {
      await learn()
      away = false
    } catch (error) {
      if (!away && !closed) onError(error)
      away = true
    }
  }

  // One answer after the other, so that an old one never overtakes a newer.
  let latest: Promise<void> = Promise.resolve()
  let waiting: Promise<void> | null = null
  const refresh = () => {
    if (waiting) return waiting
    waiting = latest.then(() => {
      waiting = null
      return ask()
    })
    latest = waiting
    return waiting
  }

  const timer = setInterval(refresh, everyMs)
  timer.unref()
  return {
    refresh,
    close: () => {
      closed = true
      clearInterval(timer)
    },
  }
}

async function firstState(learn: () => Promise<void>, deadline: number): Promise<void> {
  for (;;) {
    try {
      return await learn()
    } catch (error) {
      if (Date.now() >= deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

const ANSWERS_WITHIN = 2_000

/** The state as an identity subgraph in another process serves it; `url` is its address, without a path. */
export function httpAuthState(url: string, secret?: string): () => Promise<AuthState> {
  const address = new URL('/auth/state', url)
  return async () => {
    const response = await fetch(address, {
      redirect: 'error',
      headers: { ...(secret !== undefined && { 'x-router-secret': secret }) },
      signal: AbortSignal.timeout(ANSWERS_WITHIN),
    }).catch(({ message, cause }: Error) => {
      const reason = cause instanceof Error ? cause.message : message
      throw new Error(`Identity does not answer at ${address.href}: ${reason}.`)
    })
    if (!response.ok) throw new Error(`Identity answers ${response.status} at ${address.href}.`)
    return (await response.json()) as AuthState
  }
}
