import { runCommand } from '../platform/config.ts'
import { stopOnSignal } from '../platform/processes.ts'
import { count, openProgress, type Progress, seconds } from '../platform/progress.ts'
import { startContestants } from './contestants/all.ts'
import { endChildren } from './contestants/child.ts'
import { CACHE, type Cluster, openCluster } from './data/cluster.ts'
import { copyOf, dropCopy, type Organization, organizationOf, tokenFor } from './data/organizations.ts'
import { ensurePeers } from './install.ts'
import { measureLiterals } from './measure/literals.ts'
import { measureMemory } from './measure/memory.ts'
import { measure, type Result } from './measure/operation.ts'
import { measureSizes } from './measure/sizes.ts'
import { measureStart } from './measure/start.ts'
import { operations } from './operations/operations.ts'
import { takeStock } from './operations/stock.ts'
import { HELP, type Options, readOptions } from './options.ts'
import { line } from './report/lines.ts'
import type { Extras } from './report/report.ts'
import { write } from './report/write.ts'

const OPEN_INVOICES = 64
const SIZES = [1_000, 10_000, 100_000]

/** Where a run tells how far it is. */
interface Desk {
  readonly options: Options
  readonly cluster: Cluster
  readonly bar: Progress
  readonly say: (text: string) => void
}

async function bench(options: Options): Promise<void> {
  const say = (text: string) => console.log(text)
  await ensurePeers(say)
  const cluster = await openCluster(options.fresh)
  const bar = openProgress()
  stopOnSignal(async () => {
    bar.end()
    endChildren()
    await cluster.stop()
  })
  const desk: Desk = { options, cluster, bar, say }
  try {
    const kept = await organization(desk, options.customers)
    const { results, leftOut } = await compareAll(desk, kept)
    const extras = await measureBeside(desk, kept)
    const whole = !options.quick && options.only === null && options.contestants === null
    const { rounds, milliseconds, customers } = options
    const date = new Date().toISOString().slice(0, 10)
    const report = { date, customers, rounds, seconds: milliseconds / 1000, results, leftOut, extras }
    say(`\nThe report is ${await write(report, whole ? undefined : CACHE)}.`)
  } finally {
    bar.end()
    await cluster.stop()
  }
}

/** Generated the first time, which may take a while, and kept. */
async function organization({ cluster, bar, say }: Desk, customers: number): Promise<Organization> {
  const since = Date.now()
  const what = `An organisation of ${count(customers)} customers`
  const kept = await organizationOf(cluster, customers, (done, total) => bar.show(what, done, total))
  bar.end()
  say(`${what} is ready after ${seconds(since)}.`)
  return kept
}

/** All operations, all contestants, on a copy of the organisation. */
async function compareAll(desk: Desk, kept: Organization): Promise<{ results: Result[]; leftOut: readonly string[] }> {
  const { options, cluster, bar, say } = desk
  const results: Result[] = []
  if (options.only?.includes('nothing')) return { results, leftOut: [] }
  const organization = await copyOf(cluster, kept)
  const token = await tokenFor(organization)
  const stock = await takeStock({ organization, token, openInvoices: OPEN_INVOICES })
  const contestants = await startContestants(organization, options.contestants)
  for (const left of contestants.leftOut) say(left)
  try {
    for (const operation of operations(stock)) {
      if (options.only && !options.only.includes(operation.key)) continue
      const { list } = contestants
      const { rounds, milliseconds } = options
      const onTurn = (done: number, total: number) => bar.show(operation.title, done, total)
      const result = await measure({
        operation,
        contestants: list,
        token,
        postgres: cluster,
        rounds,
        milliseconds,
        onTurn,
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
  return { results, leftOut: contestants.leftOut }
}

/** What was asked for beside the operations. */
async function measureBeside(desk: Desk, kept: Organization): Promise<Extras> {
  const { options, cluster, bar } = desk
  const { rounds, milliseconds } = options
  const extras: { -readonly [Key in keyof Extras]: Extras[Key] } = {}
  if (options.start) {
    extras.start = await measureStart((done, total) => bar.show('Starts', done, total))
    bar.end()
  }
  if (options.literals) {
    extras.literals = await measureLiterals(kept, (done, total) => bar.show('Literals', done, total))
    bar.end()
  }
  if (options.memory) {
    const onTurn = (done: number, total: number) => bar.show('Memory', done, total)
    extras.memory = await measureMemory({
      organization: kept,
      workers: [1, 4],
      operations: options.operations,
      onTurn,
    })
    bar.end()
  }
  if (options.sizes) {
    const organizations: Organization[] = []
    for (const size of SIZES) organizations.push(await organization(desk, size))
    const onTurn = (done: number, total: number) => bar.show('Sizes', done, total)
    extras.sizes = await measureSizes({ organizations, postgres: cluster.pid, rounds, milliseconds, onTurn })
    bar.end()
  }
  return extras
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2))
  if (options.help) return console.log(HELP)
  if (process.platform !== 'linux') throw new Error('The bench reads what processes use from /proc: it needs Linux.')
  await bench(options)
})
