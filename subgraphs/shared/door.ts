import { Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { quiet } from './quiet.ts'
import { onBrokenRequest } from './telemetry/broken.ts'
import { requestId } from './telemetry/request-id.ts'

/** What all doors have in common: how long a client may take to say what it wants, and how much that may be. */
export const doorOptions = (log: FastifyBaseLogger) => ({
  requestTimeout: 30_000,
  // Node looks every half a minute otherwise, and lets headers take a whole one.
  http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
  bodyLimit: 1_048_576,
  // Who was let in before the door closed is answered.
  return503OnClosing: false,
  genReqId: requestId,
  clientErrorHandler: onBrokenRequest(log),
})

const READY_WITHIN = 2_000

/** Whoever asks whether we are ready must not wait for what does not answer: that is an answer, too. */
export const inTime = (ready: Promise<void>): Promise<void> =>
  Promise.race([
    ready,
    sleep(READY_WITHIN, undefined, { ref: false }).then(() => {
      throw new Error(`not ready within ${READY_WITHIN} ms`)
    }),
  ])

/** How long the connections of a server that is alone have to end, in milliseconds: somebody may wait at a terminal. */
const A_MOMENT = 200

/** The same where other copies go on serving. */
export const FAREWELL = 5_000

export interface Ending {
  /** How long connections have to end at a stop, in milliseconds. */
  readonly moment?: number | undefined
  /** For how long clients are told that a connection may idle, in milliseconds, though it may for longer. */
  readonly told?: number
}

/**
 * A server that is asked to stop takes no new connections, and tells those that are kept alive with their next answer
 * that it was the last. They have a moment for that: what was sent on one that is closed at once would be lost. A client
 * that heeds what it is told has left before the moment is over.
 */
export function endConnectionsOnClose(app: FastifyInstance, { moment = A_MOMENT, told }: Ending = {}): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
    await quiet(app.server)
    // The HTTP server's own way to close would end at once what is idle just now.
    Server.prototype.close.call(app.server)
    for (const since = Date.now(); Date.now() - since < moment && (await connectionsOf(app.server)) > 0; ) {
      await sleep(10)
    }
  })
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
    else if (told !== undefined && reply.raw.shouldKeepAlive)
      reply.headers({ connection: 'keep-alive', 'keep-alive': `timeout=${told / 1_000}` })
  })
}

const connectionsOf = (server: Server): Promise<number> =>
  new Promise((resolve) => server.getConnections((_, count) => resolve(count ?? 0)))
