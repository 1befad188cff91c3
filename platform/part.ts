import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { followAuthState, httpAuthState } from '../subgraphs/shared/auth/follow.ts'
import type { Identifier } from '../subgraphs/shared/auth/identify.ts'
import { type Bucket, memoryBucket } from '../subgraphs/shared/limits/bucket.ts'
import { openTracing } from '../subgraphs/shared/telemetry/tracing.ts'
import { type Config, type Part, readConfig } from './config.ts'
import { metrics } from './metrics.ts'
import { Openings } from './openings.ts'
import { openLog, portTrouble, stopOnSignal } from './processes.ts'

/** What a part in a process of its own is made with. */
export interface PartProcess {
  readonly config: Config
  readonly log: Logger
  /** What each token, and each organisation, may cost here; null for as much as they like. */
  readonly bucket: Bucket | null
  /** What is opened by it closes with the process, the last of it first. */
  readonly openings: Openings
}

/** Runs one part until its process is asked to end: what requests need stays open until the last one is answered. */
export async function runPart(
  part: Exclude<Part, 'all'>,
  open: (process: PartProcess) => Promise<FastifyInstance>,
): Promise<void> {
  const config = readConfig(part)
  const log = openLog(part, config.logLevel)
  const openings = new Openings()
  const close = () => openings.close()
  try {
    await openings.add(() => openTracing(part))
    const app = await open({ config, log, openings, bucket: memoryBucket(config.bucket) })
    const { url } = await openings.add(() => listen(app, config, `npm run start:${part}`))
    stopOnSignal(close)
    log.info({ url }, `${part} serves`)
  } catch (error) {
    await close()
    throw error
  }
}

/** Puts a server on its port, with its metrics; `command` is what was typed to start it. */
export async function listen(
  app: FastifyInstance,
  { port, host, metricsToken }: Config,
  command?: string,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  await app.register(metrics, { metricsToken })
  const url = await app.listen({ port, host }).catch(async (error) => {
    await app.close()
    throw portTrouble(error, port, host, command)
  })
  return { url, close: async () => app.close() }
}

/** Lets an identifier check tokens by what identity, in another process, says of its keys and of what is void. */
export async function follow({ config, log, openings }: PartProcess, identifier: Identifier): Promise<void> {
  const source = httpAuthState(config.subgraphUrls.identity, config.routerSecret)
  await openings.add(() =>
    followAuthState(source, identifier, {
      onError: (err) => log.warn({ err }, 'identity does not answer: what was last heard of tokens holds'),
    }),
  )
}
