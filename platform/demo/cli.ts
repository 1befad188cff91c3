import { parseArgs } from 'node:util'
import { encodeId } from '../../subgraphs/shared/relay/id.ts'
import { addDays, today } from '../../subgraphs/shared/time/date.ts'
import { readConfig, runCommand } from '../config.ts'
import { type Graph, openGraph } from '../graph.ts'
import { openLog } from '../processes.ts'
import { count, openProgress, seconds } from '../progress.ts'
import { runningDatabases, unlessStarting } from '../running.ts'
import { asOwner } from './load.ts'
import { loadStudio } from './studio/load.ts'

const HELP = `Generates an organisation: two years of a service business, from deals to payments, the
same each time. Köprü must be running (npm start), or DATABASE_URL_* be given.

  npm run demo -- --customers 10000 --name "Big Studio"

  --customers N   how many customers (1000)
  --name NAME     what the organisation is called (Generated Studio)
  --help          this text`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      customers: { type: 'string', default: '1000' },
      name: { type: 'string', default: 'Generated Studio' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return console.log(HELP)
  const customers = Number(values.customers)
  if (!Number.isInteger(customers) || customers < 1 || customers > MOST) {
    throw new Error(`--customers is a whole number from 1 to ${MOST}.`)
  }
  const config = readConfig('all')
  const urls = await runningDatabases(config)
  const log = openLog('demo', 'warn')
  const graph = await openGraph({ urls, dataDir: config.dataDir, log }).catch((error) => {
    throw unlessStarting(error)
  })
  try {
    await generate(graph, urls, values.name, customers)
  } finally {
    await graph.close()
  }
}

const MOST = 200_000
const A_DAY = 86_400

async function generate(
  graph: Graph,
  urls: Awaited<ReturnType<typeof runningDatabases>>,
  name: string,
  customers: number,
): Promise<void> {
  const since = Date.now()
  const [currency, timeZone] = ['EUR', 'Europe/Istanbul']
  const owner = { email: 'owner@generated.example', name: 'Generated Owner' }
  const { organizationId } = await graph.identity.createOrganization({ name, currency, timeZone, owner })
  const bar = openProgress()
  try {
    await loadStudio({
      urls,
      graph: await asOwner(graph, organizationId),
      organization: { id: organizationId, currency, timeZone },
      customers,
      asOf: addDays(today(timeZone, new Date()), -1),
      onProgress: (done, total) => bar.show(name, done, total),
    })
  } finally {
    bar.end()
  }
  const issued = await graph.identity.issueToken({ organizationId, seconds: A_DAY })
  console.log(`${name} has ${count(customers)} customers after ${seconds(since)}: ${encodeId('org', organizationId)}`)
  console.log(`\nA token of its owner, good for a day:\n\n${issued!.token}`)
}

if (import.meta.main) await runCommand(main)
