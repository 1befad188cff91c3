import { runCommand } from '../platform/config.ts'
import { count, openProgress, seconds } from '../platform/progress.ts'
import { startContestants } from './contestants/all.ts'
import { openCluster } from './data/cluster.ts'
import { copyOf, dropCopy, organizationOf, tokenFor } from './data/organizations.ts'
import { ensurePeers } from './install.ts'
import { measure, type Result } from './measure/operation.ts'
import { operations } from './operations/operations.ts'
import { takeStock } from './operations/stock.ts'
import { HELP, type Options, readOptions } from './options.ts'
import { line } from './report/lines.ts'

const OPEN_INVOICES = 64

async function bench(options: Options): Promise<void> {
  const say = (text: string) => console.log(text)
  await ensurePeers(say)
  const cluster = await openCluster(options.fresh)
  const bar = openProgress()
  try {
    const since = Date.now()
    const what = `An organisation of ${count(options.customers)} customers`
    const kept = await organizationOf(cluster, options.customers, (done, total) => bar.show(what, done, total))
    bar.end()
    say(`${what} is ready after ${seconds(since)}.`)
    const organization = await copyOf(cluster, kept)
    const token = await tokenFor(organization)
    const stock = await takeStock({ organization, token, openInvoices: OPEN_INVOICES })
    const contestants = await startContestants(organization, options.contestants)
    for (const left of contestants.leftOut) say(left)
    try {
      const results: Result[] = []
      for (const operation of operations(stock)) {
        if (options.only && !options.only.includes(operation.key)) continue
        const result = await measure({
          operation,
          contestants: contestants.list,
          token,
          postgres: cluster,
          rounds: options.rounds,
          milliseconds: options.milliseconds,
          onTurn: (done, total) => bar.show(operation.title, done, total),
        })
        bar.end()
        say(`\n${operation.title}: ${operation.explanation}`)
        for (const summary of result.summaries) say(line(summary))
        if (result.sameStatements === false) say('  a and b do not run the same statements.')
        results.push(result)
      }
    } finally {
      await contestants.stop()
    }
    await dropCopy(cluster)
  } finally {
    bar.end()
    await cluster.stop()
  }
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2))
  if (options.help) return console.log(HELP)
  if (process.platform !== 'linux') throw new Error('The bench reads what processes use from /proc: it needs Linux.')
  await bench(options)
})
