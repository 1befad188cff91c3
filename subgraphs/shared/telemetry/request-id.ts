import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** The client's own id where it is harmless in a log, so that both sides speak of the same request. */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID()
}
