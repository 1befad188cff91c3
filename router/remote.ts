import type { ExecutionResult } from 'graphql'
import { Unauthenticated } from '../subgraphs/shared/auth/identify.ts'
import type { Subgraph } from '../subgraphs/shared/graphql/subgraph.ts'
import type { Callee } from './call.ts'
import type { RouterEnvelope } from './router.ts'

/** A subgraph in another process. */
export interface RemoteSubgraph {
  readonly name: Subgraph['name']
  /** Where it serves GraphQL, as in `http://127.0.0.1:4002/graphql`. */
  readonly url: string
  /** Proves to the subgraph that the router is asking. */
  readonly secret?: string | undefined
}

const READY_WITHIN = 2_000

/** Calls a subgraph over HTTP. What it passes on is this list, whatever the client sent. */
export function remoteSubgraph({ name, url, secret }: RemoteSubgraph): Callee {
  const proof: Record<string, string> = secret ? { 'x-router-secret': secret } : {}
  return {
    name,
    remote: true,
    async execute(operation, envelope) {
      const body = JSON.stringify(operation)
      const send = () =>
        fetch(url, {
          method: 'POST',
          redirect: 'error',
          headers: {
            ...proof,
            ...propagated(envelope),
            'content-type': 'application/json',
            accept: 'application/json',
          },
          body,
          signal: envelope.signal ?? null,
        })
      const sent = performance.now()
      const response = await send().catch((error) => {
        if (performance.now() - sent > AT_ONCE || !mayRepeat(operation.query, error)) throw error
        return send()
      })
      return resultOf(response)
    },
    async ready() {
      const { ok, status } = await fetch(new URL('/health/ready', url), {
        headers: proof,
        signal: AbortSignal.timeout(READY_WITHIN),
      })
      if (!ok) throw new Error(`${name} answers ${status}`)
    },
  }
}

/** Milliseconds in which a connection is lost that was closing when it was used; later, somebody may have died of it. */
const AT_ONCE = 250

/**
 * A copy that is stopping may close a connection just when it is used again, and another copy can answer what only
 * asks. Of a change nobody knows whether it was carried out (RFC 9110, section 9.2.2): its client has to decide.
 */
const mayRepeat = (query: string, { cause }: { readonly cause?: { readonly code?: string } }): boolean =>
  ASKS.test(query) && CLOSED.has(cause?.code ?? '')

const ASKS = /^\s*(query\b|\{)/
/** Before any answer; a refused connection is no such case: nobody is there. */
const CLOSED: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

const propagated = ({ authorization, requestId, traceparent, peer }: RouterEnvelope) => ({
  'x-request-id': requestId,
  ...(authorization !== undefined && { authorization }),
  ...(traceparent !== undefined && { traceparent }),
  ...(peer !== undefined && { 'x-forwarded-for': peer }),
})

async function resultOf(response: Response): Promise<ExecutionResult> {
  if (response.status === 401) {
    await response.body?.cancel()
    throw new Unauthenticated('The token is not accepted.')
  }
  const result: unknown = await response.json().catch(() => null)
  const isResult = typeof result === 'object' && result !== null && ('data' in result || 'errors' in result)
  if (!isResult || response.status === 403) throw new Error(`HTTP ${response.status}`)
  return result as ExecutionResult
}
