import { parseArgs } from 'node:util'

/** What was asked for on the command line. */
export interface Options {
  readonly help: boolean
  readonly quick: boolean
  readonly fresh: boolean
  readonly customers: number
  readonly rounds: number
  readonly milliseconds: number
  /** Null for all. */
  readonly only: readonly string[] | null
  readonly contestants: readonly string[] | null
  /** What is measured beside the operations. */
  readonly sizes: boolean
  readonly start: boolean
  readonly literals: boolean
  readonly memory: boolean
  /** How many operations of which none is like another it is asked for that. */
  readonly operations: number
}

export const HELP = `Measures Köprü against a hand-written handler, other gateways and PostGraphile, and
writes bench/REPORT.md. All contestants run at once and are measured in turn.

  npm run bench
  npm run bench -- --quick --only page --contestants a,b

  --quick             two short rounds each: a first impression
  --only LIST         operations: page, customer, list, erp, invoice, import, payment
  --contestants LIST  a  written by hand          d  four processes over HTTP
                      b  Köprü, one process       e  @apollo/gateway
                      c  Köprü with workers       f  PostGraphile (erp only)
                                                  g  Apollo Router (APOLLO_ROUTER_BIN)
  --start             also how soon \`npm start\` is ready, and what it holds in memory
  --literals          also 10,000 queries that differ in a literal
  --memory            also what the largest process holds while it is asked what grows it,
                      with one process and with four: an hour; --operations N (18000)
  --sizes             also the page with 1,000, 10,000 and 100,000 customers; generating
                      the last takes many minutes, once
  --rounds N          how often each contestant has its turn (5)
  --seconds N         how long a turn lasts (4)
  --customers N       how large the organisation is (10000)
  --fresh             generates the organisations anew
  --help              this text

The organisations are generated once and kept in bench/.cache, which may be deleted. A run that
leaves something out (--quick, --only, --contestants) writes its report there, too.
To measure only what is beside the operations: --only nothing --start`

const OPERATIONS = ['page', 'customer', 'list', 'erp', 'invoice', 'import', 'payment', 'nothing']
const CONTESTANTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

/** Reads the command line; throws a sentence for the first thing wrong with it. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      only: { type: 'string' },
      contestants: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      customers: { type: 'string', default: '10000' },
      sizes: { type: 'boolean', default: false },
      start: { type: 'boolean', default: false },
      literals: { type: 'boolean', default: false },
      memory: { type: 'boolean', default: false },
      operations: { type: 'string', default: '18000' },
    },
  })
  const { help, quick, fresh, sizes, start, literals, memory } = values
  return {
    help,
    quick,
    fresh,
    sizes,
    start,
    literals,
    memory,
    operations: number('operations', values.operations, 10, 1_000_000),
    customers: number('customers', values.customers, 100, 200_000),
    rounds: number('rounds', values.rounds ?? (quick ? '2' : '5'), 1, 100),
    milliseconds: 1000 * number('seconds', values.seconds ?? (quick ? '1.5' : '4'), 0.2, 600),
    only: among('only', values.only, OPERATIONS),
    contestants: among('contestants', values.contestants, CONTESTANTS),
  }
}

function number(option: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (value >= least && value <= most) return value
  throw new Error(`--${option} is a number from ${least} to ${most}.`)
}

function among(option: string, text: string | undefined, known: readonly string[]): string[] | null {
  if (text === undefined) return null
  const asked = text.split(',').map((part) => part.trim())
  const unknown = asked.find((part) => !known.includes(part))
  if (unknown !== undefined) throw new Error(`--${option} has no "${unknown}": there are ${known.join(', ')}.`)
  return asked
}
