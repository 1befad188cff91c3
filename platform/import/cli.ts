import { parseArgs } from 'node:util'
import { readConfig, runCommand } from '../config.ts'
import { issueFor } from '../demo/session.ts'
import { count, openProgress, seconds } from '../progress.ts'
import { apiUrl } from '../running.ts'
import { graphAt } from './graph.ts'
import { northwindImport } from './northwind.ts'
import { readNorthwind } from './northwind-tables.ts'
import { runImport, type Tally } from './run.ts'

const HELP = `Imports real data through the public API. Running it again changes nothing.

  npm run import -- northwind             91 customers, 830 orders as deals, invoices and payments
  npm run import -- northwind --dry-run   says what would happen, and changes nothing

  --url URL      where Köprü answers (that of this machine)
  --token TOKEN  into which organisation, and as whom; or give it as KOPRU_TOKEN (the owner of
                 the demo organisation)
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
  if (values.help) return console.log(HELP)
  const [dataSet, ...others] = positionals
  if (dataSet === undefined) throw new Error('Name what to import: npm run import -- northwind')
  if (dataSet !== 'northwind' || others.length > 0) {
    throw new Error(`There is no data set "${positionals.join(' ')}"; there is: northwind.`)
  }

  const config = readConfig('all')
  const token = values.token ?? process.env.KOPRU_TOKEN ?? (await issueFor(config))
  const graph = graphAt(values.url ?? (await apiUrl(config)), token)
  const source = northwindImport(await readNorthwind())
  const since = Date.now()
  const bar = openProgress()
  try {
    const tallies = await runImport(graph, source, {
      dryRun: values['dry-run'],
      onProgress: (done, total) => bar.show('Northwind', done, total),
    })
    bar.end()
    tell(tallies, values['dry-run'], since)
  } finally {
    bar.end()
  }
})

function tell(tallies: readonly Tally[], dryRun: boolean, since: number): void {
  const columns = ['created', 'updated', 'unchanged', 'failed'] as const
  console.log(dryRun ? 'A dry run: nothing was changed. It would be:' : `Imported after ${seconds(since)}:`)
  console.log(`\n  ${''.padEnd(11)}${columns.map((name) => name.padStart(11)).join('')}`)
  for (const tally of tallies) {
    console.log(`  ${tally.kind.padEnd(11)}${columns.map((name) => count(tally[name]).padStart(11)).join('')}`)
  }
  const refusals = tallies.flatMap((tally) => tally.refusals)
  for (const refusal of refusals) console.error(`refused: ${refusal}`)
  if (refusals.length > 0) process.exitCode = 1
}
