import type { Contestant } from '../contestants/contestant.ts'
import { ours } from '../contestants/ours.ts'
import { type Organization, tokenFor } from '../data/organizations.ts'
import { operations } from '../operations/operations.ts'
import { takeStock } from '../operations/stock.ts'
import { type Round, run } from './round.ts'
import { summary } from './summary.ts'

/** What the page costs in an organisation of that many customers. */
export interface SizeFigure {
  readonly customers: number
  /** Milliseconds, with one connection. */
  readonly p50: number
  readonly cpu: number
  readonly postgresCpu: number
}

export interface SizesOptions {
  readonly organizations: readonly Organization[]
  readonly postgres: number
  readonly rounds: number
  readonly milliseconds: number
  readonly onTurn: (done: number, total: number) => void
}

/** The page in organisations of several sizes, each served by a process of its own, in turns. Nothing is written. */
export async function measureSizes(options: SizesOptions): Promise<SizeFigure[]> {
  const { organizations, postgres, rounds, milliseconds, onTurn } = options
  const served: { contestant: Contestant; turn: (index: number) => Promise<Round>; rounds: Round[] }[] = []
  const total = organizations.length * (rounds + 1)
  let done = 0
  try {
    for (const organization of organizations) {
      const token = await tokenFor(organization)
      const page = operations(await takeStock({ organization, token, openInvoices: 0 })).find(
        ({ key }) => key === 'page',
      )!
      const contestant = await ours(organization)
      // The first one only warms up, and long enough for each page to be read once.
      const turn = (index: number) =>
        run({
          contestant,
          operation: page,
          token,
          postgres,
          concurrency: 1,
          milliseconds: index === 0 ? 3 * milliseconds : milliseconds,
          first: index * 1_000,
        })
      served.push({ contestant, turn, rounds: [] })
    }
    for (let round = 0; round <= rounds; round += 1) {
      for (const { turn, rounds } of served) {
        const result = await turn(round)
        if (round > 0) rounds.push(result)
        onTurn(++done, total)
      }
    }
  } finally {
    await Promise.all(served.map(({ contestant }) => contestant.stop()))
  }
  return served.map(({ rounds }, index) => {
    const { p50, cpu, postgresCpu } = summary({ key: 'b', name: '', rounds, alone: [], statements: 0, transactions: 0 })
    return { customers: organizations[index]!.customers, p50, cpu, postgresCpu }
  })
}
