import type { Round } from './round.ts'
import { quantile, sum } from './statistics.ts'

/** What an operation came to for one contestant, over all rounds. */
export interface Summary {
  readonly contestant: string
  readonly name: string
  readonly perSecond: number
  /** Milliseconds, with all connections busy. */
  readonly p50: number
  readonly p99: number
  /** Milliseconds with one connection, so that nobody waits for anybody. */
  readonly alone: number
  /** Milliseconds of processor time per request. */
  readonly cpu: number
  readonly postgresCpu: number
  readonly bytes: number
  readonly rss: number
  readonly statements: number
  readonly transactions: number
  readonly rounds: readonly number[]
}

export interface Measured {
  readonly key: string
  readonly name: string
  readonly rounds: readonly Round[]
  readonly alone: readonly Round[]
  readonly statements: number
  readonly transactions: number
}

/** Sums up the rounds: what was used is divided by what was done, and latencies are of all requests together. */
export function summary({ key, name, rounds, alone, statements, transactions }: Measured): Summary {
  const tasks = sum(rounds.map((round) => round.tasks))
  const latencies = sorted(rounds.flatMap((round) => round.latencies))
  return {
    contestant: key,
    name,
    perSecond: tasks / sum(rounds.map((round) => round.seconds)),
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    alone: quantile(sorted(alone.flatMap((round) => round.latencies)), 0.5),
    cpu: sum(rounds.map((round) => round.cpu)) / tasks,
    postgresCpu: sum(rounds.map((round) => round.postgresCpu)) / tasks,
    bytes: sum(rounds.map((round) => round.bytes)) / tasks,
    rss: Math.max(...rounds.map((round) => round.rss)),
    statements,
    transactions,
    rounds: rounds.map((round) => round.tasks / round.seconds),
  }
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)
