import type { Contestant } from '../contestants/contestant.ts'
import type { Operation } from '../operations/operations.ts'
import { answersOf, difference } from './compare.ts'
import { type Round, run } from './round.ts'
import { type Statements, statementsOf } from './statements.ts'
import { type Summary, summary } from './summary.ts'

export interface MeasureOptions {
  readonly operation: Operation
  readonly contestants: readonly Contestant[]
  readonly token: string
  readonly postgres: { readonly pid: number; readonly superuserUrl: string }
  readonly rounds: number
  readonly milliseconds: number
  readonly onTurn: (done: number, total: number) => void
}

/** What came of an operation, and what is to be said of it. */
export interface Result {
  readonly operation: Pick<Operation, 'key' | 'title' | 'explanation'>
  readonly summaries: readonly Summary[]
  /** Whether the contestant written by hand runs the very statements that Köprü runs; null where one is missing. */
  readonly sameStatements: boolean | null
}

const CONCURRENCY = 16
const COMPARED = 5
const COUNTED = 20

/** Compares the answers, counts statements, warms up, and measures in turns. */
export async function measure(options: MeasureOptions): Promise<Result> {
  const { operation, token, rounds, milliseconds, onTurn } = options
  const contestants = options.contestants.filter(({ speaks }) => operation.documents.every((name) => speaks.has(name)))
  await agree(contestants, operation, token)
  const turn = (contestant: Contestant, index: number, concurrency: number, time: number) =>
    run({
      contestant,
      operation,
      token,
      postgres: options.postgres.pid,
      concurrency,
      milliseconds: time,
      first: index * 10_000,
    })

  const total = contestants.length * (rounds + 2)
  let done = 0
  const advance = () => onTurn(++done, total)
  onTurn(0, total)
  for (const contestant of contestants) {
    await turn(contestant, 0, operation.atOnce ?? CONCURRENCY, milliseconds)
    advance()
  }
  const statements = new Map<string, Statements>()
  for (const contestant of contestants) {
    const ask = () => answersOf(contestant, operation, token, COUNTED)
    statements.set(contestant.key, await statementsOf(options.postgres.superuserUrl, ask))
  }

  const measured = new Map<string, Round[]>(contestants.map(({ key }) => [key, []]))
  const alone = new Map<string, Round[]>(contestants.map(({ key }) => [key, []]))
  for (let round = 1; round <= rounds; round += 1) {
    for (const contestant of inTurn(contestants, round)) {
      measured.get(contestant.key)!.push(await turn(contestant, round, operation.atOnce ?? CONCURRENCY, milliseconds))
      advance()
    }
  }
  for (const contestant of contestants) {
    alone.get(contestant.key)!.push(await turn(contestant, rounds + 1, 1, milliseconds))
    advance()
  }
  const texts = (key: string) => statements.get(key)?.texts
  return {
    operation,
    summaries: contestants.map(({ key, name }) => {
      const { count, transactions } = statements.get(key)!
      return summary({
        key,
        name,
        rounds: measured.get(key)!,
        alone: alone.get(key)!,
        statements: count / COUNTED,
        transactions: transactions / COUNTED,
      })
    }),
    sameStatements: sameSets(texts('a'), texts('b')),
  }
}

/** Refuses to measure contestants that answer differently. */
async function agree(contestants: readonly Contestant[], operation: Operation, token: string): Promise<void> {
  const [first, ...others] = contestants
  if (!first) return
  const expected = await answersOf(first, operation, token, COMPARED)
  for (const other of others) {
    const found = difference(expected, await answersOf(other, operation, token, COMPARED))
    if (found) throw new Error(`${operation.key}: ${other.key} does not answer as ${first.key} does: ${found}`)
  }
}

/** Another one begins each round, so that nobody always comes after the same neighbour's warmth. */
const inTurn = <Item>(items: readonly Item[], round: number): Item[] => {
  const at = round % Math.max(items.length, 1)
  return [...items.slice(at), ...items.slice(0, at)]
}

function sameSets(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean | null {
  if (!a || !b) return null
  return a.size === b.size && [...a].every((text) => b.has(text))
}
