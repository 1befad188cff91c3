import { enableCompileCache } from 'node:module'
import { readConfig, sentenceOf } from '../config.ts'
import { Openings } from '../openings.ts'
import { COMPILED } from '../places.ts'
import { openLog, stopOnSignal } from '../processes.ts'
import { isOurs, type Order, type Post, report } from './messages.ts'
import { primaryBucket } from './one-bucket.ts'

const { number, joining } = JSON.parse(process.env.KOPRU_WORKER!) as Post
const openings = new Openings()
const opened = Promise.withResolvers<void>()

// The terminal sends these to every process of ours; what they mean is for the primary to say.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
const stop = () => openings.close()
stopOnSignal(stop, { signals: ['SIGTERM'] })
process.on('message', (message: unknown) => {
  if (!isOurs<Order>(message)) return
  if (message.kopru === 'open') opened.resolve()
  else stop().then(() => process.exit(0))
})

try {
  await work()
} catch (error) {
  if (!openings.closing) {
    await openings.close()
    await report({ kopru: 'failed', sentence: sentenceOf(error) })
    process.exit(1)
  }
}

/** Puts one more of the graph on the port; the first to come also prepares what all of them serve. */
async function work(): Promise<void> {
  const config = readConfig('all')
  const log = openLog('köprü', config.logLevel).child({ worker: number })
  const urls = config.databaseUrls as Record<'identity' | 'crm' | 'erp', string>
  enableCompileCache(COMPILED)
  const { openServer, prepare } = await import('../serve.ts')

  const first = number === 1 && !joining
  const loaded = joining ? Promise.resolve() : opened.promise
  const bucket = primaryBucket(config.bucket)
  const served = await openServer({ config, urls, log, openings, founding: first, bucket, loaded })
  await report({ kopru: 'listening', url: served.url })
  if (first) {
    const say = (line: string) => void report({ kopru: 'says', line })
    const loading = (what: string, done: number, total: number) => void report({ kopru: 'loads', what, done, total })
    await report({ kopru: 'prepared', greeting: await prepare({ config, urls, served, say, loading }) })
  }
  await loaded
  await served.graph.router.ready()
  await report({ kopru: 'ready' })
}
