import { parseArgs } from 'node:util'
import cliProgress from 'cli-progress'
import { readConfig, runCommand } from '../config.ts'
import { issueFor } from '../demo/session.ts'
import { graphAt } from './graph.ts'
import { northwindImport } from './northwind.ts'
import { readNorthwind } from './northwind-tables.ts'
import { runImport, type Tally } from './run.ts'

const HELP = `Imports real data through the public API. Running it again changes nothing.

  npm run import -- northwind             91 customers, 830 orders as deals, invoices and payments
  npm run import -- northwind --dry-run   says what would happen, and changes nothing

  --url URL      where Köprü answers (http://127.0.0.1:4000/graphql)
  --token TOKEN  into which organisation, and as whom (the owner of the demo organisation)
  --dry-run      change nothing
  --help         this text`

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      token: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help || positionals.length === 0) return console.log(HELP)
  if (positionals[0] !== 'northwind') throw new Error(`There is no data set "${positionals[0]}"; there is: northwind.`)

  const config = readConfig('all')
  const url = values.url ?? `http://127.0.0.1:${config.port}/graphql`
  const token = values.token ?? (await issueFor(config))
  const source = northwindImport(await readNorthwind())

  const bar = new cliProgress.SingleBar({ format: '{bar} {percentage}% {value}/{total} rows', clearOnComplete: true })
  bar.start(1, 0)
  try {
    const tallies = await runImport(graphAt(url, token), source, {
      dryRun: values['dry-run'],
      onProgress: (done, total) => {
        bar.setTotal(total)
        bar.update(done)
      },
    })
    bar.stop()
    tell(tallies, values['dry-run'])
  } finally {
    bar.stop()
  }
})

function tell(tallies: readonly Tally[], dryRun: boolean): void {
  const columns = ['created', 'updated', 'unchanged', 'failed'] as const
  console.log(dryRun ? 'A dry run: nothing was changed. It would have been:' : 'Imported:')
  console.log(['', ...columns].map((name) => name.padStart(11)).join(''))
  for (const tally of tallies) {
    console.log([tally.kind, ...columns.map((name) => tally[name])].map((cell) => String(cell).padStart(11)).join(''))
  }
  const refusals = tallies.flatMap((tally) => tally.refusals)
  for (const refusal of refusals) console.error(`refused: ${refusal}`)
  if (refusals.length > 0) process.exitCode = 1
}
