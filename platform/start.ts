import { enableCompileCache } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Config, readConfig, runCommand } from './config.ts'
import { Openings } from './openings.ts'
import { COMPILED } from './places.ts'
import { openLog, stopOnSignal } from './processes.ts'
import { seconds } from './progress.ts'
import type { ServeOptions } from './serve.ts'
import { openStorage } from './storage.ts'
import { killWorkers, serveByWorkers } from './workers/primary.ts'

const HELP = `Starts Köprü: the databases, the three subgraphs, the router and GraphiQL, on one port.

  npm start

Settings are environment variables:
  PORT              the port to answer on (4000)
  HOST              the address to listen on (127.0.0.1: this machine only)
  KOPRU_DATA_DIR    where the embedded PostgreSQL and the keys are kept (./data)
  WORKERS           how many processes answer on the port, or auto: one for each core (1)
  KOPRU_DEMO        on or off: load and serve the demo organisations (on, unless
                    DATABASE_URL_* is given)
  DATABASE_URL_IDENTITY, DATABASE_URL_CRM, DATABASE_URL_ERP
                    your own PostgreSQL, as the application's role; the embedded
                    one stays off
  MIGRATION_URL_IDENTITY, MIGRATION_URL_CRM, MIGRATION_URL_ERP
                    the same databases as their owner, to migrate them at the start
  SIGNING_KEY       what tokens are signed with, where many machines must agree
  ALLOWED_ORIGINS   pages that may call the API from a browser, separated by commas
  COST_MAXIMUM      the most one operation may cost (100000); off for no end
  COST_BUCKET, COST_RESTORE_RATE
                    what a token may cost at once (1000000), and how much of it comes
                    back each second (200000); off for no end
  COST_ORGANIZATION_BUCKET, COST_ORGANIZATION_RESTORE_RATE
                    the same of all tokens of an organisation: four times as much
  LOG_LEVEL         fatal, error, warn, info, debug (warn here)
  SLOW_REQUEST_MS   milliseconds from which on an answer is logged as a warning (1000)
  METRICS_TOKEN     lets whoever shows it read /metrics from another machine
  OTEL_EXPORTER_OTLP_ENDPOINT
                    where to send traces, with OpenTelemetry's other settings`

async function start(config: Config): Promise<void> {
  const begun = Date.now()
  const log = openLog('köprü', config.logLevel)
  const openings = new Openings()
  let silent = true
  const say = (line = '') => {
    if (openings.closing) return
    if (silent) console.log('Köprü is starting.')
    silent = false
    if (line) console.log(`  ${line}`)
  }
  const stop = async () => {
    console.log('\nKöprü is stopping.')
    await openings.close()
  }
  stopOnSignal(stop, {
    // The requests first, then the workers and PostgreSQL.
    patience: 40_000,
    atLeast: async () => {
      await killWorkers()
      const opened = await Promise.race([storage.catch(() => null), sleep(A_WHILE, null)])
      await opened?.close()
    },
  })

  const storage = openings.add(() => openStorage(config, say, openings.signal))
  try {
    await storage
    say()
    const greeting = await serve({ config, storage: await storage, log, openings, say })
    console.log(`\nKöprü is ready after ${seconds(begun)}.\n\n${greeting}\n\nCtrl-C stops it.`)
  } catch (error) {
    if (openings.closing) return
    await openings.close()
    throw error
  }
}

/** What is only opening by then is left to the next start, which finds it. */
const A_WHILE = 3_000

/** The graph is so much code that loading it takes longer than all the rest: only where there is a database to serve. */
async function serve(options: ServeOptions): Promise<string> {
  if (options.config.workers > 1) return serveByWorkers(options)
  enableCompileCache(COMPILED)
  return (await import('./serve.ts')).serve(options)
}

await runCommand(async () => {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } })
  if (values.help) return console.log(HELP)
  await start(readConfig('all'))
})
