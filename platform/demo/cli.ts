import { parseArgs } from 'node:util'
import { readConfig, runCommand } from '../config.ts'
import { count, openProgress, seconds } from '../progress.ts'
import { runningDatabases } from '../running.ts'

const HELP = `Generates an organisation: two years of a service business, from deals to payments, the
same each time. Köprü must be running (npm start), or DATABASE_URL_* be given.

  npm run demo -- --customers 10000 --name "Big Studio"

  --customers N   how many customers (1000)
  --name NAME     what the organisation is called (Generated Studio)
  --help          this text`

const MOST = 200_000

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      customers: { type: 'string', default: '1000' },
      name: { type: 'string', default: 'Generated Studio' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return console.log(HELP)
  const { name } = values
  const customers = Number(values.customers)
  if (!Number.isInteger(customers) || customers < 1 || customers > MOST) {
    throw new Error(`--customers is a whole number from 1 to ${MOST}.`)
  }
  const config = readConfig('all')
  await runningDatabases(config)

  const since = Date.now()
  const bar = openProgress()
  // Much to load: only where there is something to fill.
  const { generate } = await import('./generate.ts')
  const onProgress = (done: number, total: number) => bar.show(name, done, total)
  const { id, token } = await generate({ config, name, customers, onProgress }).finally(() => bar.end())
  console.log(`${name} has ${count(customers)} customers after ${seconds(since)}: ${id}`)
  console.log(`\nA token of its owner, good for a day:\n\n${token}`)
})
