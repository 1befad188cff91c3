import type { Contestant } from '../contestants/contestant.ts'
import { type Answer, Connection, post } from '../load/connection.ts'
import type { Operation, Task } from '../operations/operations.ts'
import { usageOf } from './processes.ts'

/** What one contestant did in one stretch of time. */
export interface Round {
  readonly tasks: number
  readonly seconds: number
  /** Milliseconds each task took. */
  readonly latencies: readonly number[]
  /** Bytes of all answers. */
  readonly bytes: number
  /** Milliseconds of processor time of the contestant's own processes, and of PostgreSQL's. */
  readonly cpu: number
  readonly postgresCpu: number
  /** The most the contestant's processes held together, in bytes. */
  readonly rss: number
}

export interface RoundOptions {
  readonly contestant: Contestant
  readonly operation: Operation
  readonly token: string
  readonly postgres: number
  readonly concurrency: number
  readonly milliseconds: number
  /** Which task comes next; all contestants get the same ones. */
  readonly first: number
}

/** Keeps as many connections busy as asked for. Rejects at the first wrong answer: it would not count. */
export async function run(options: RoundOptions): Promise<Round> {
  const { contestant, operation, token, postgres, concurrency, milliseconds, first } = options
  const own = contestant.processes.map(({ pid }) => pid)
  const connections = await Promise.all(Array.from({ length: concurrency }, () => Connection.open(contestant.port)))
  const latencies: number[] = []
  let bytes = 0
  let next = first
  let rss = 0
  const watching = setInterval(() => {
    rss = Math.max(rss, usageOf(own).rss)
  }, 250)
  try {
    const before = { own: usageOf(own), postgres: usageOf([postgres]) }
    const since = performance.now()
    const until = since + milliseconds
    await Promise.all(
      connections.map(async (connection) => {
        const send = sender(contestant, token, async (request) => {
          const answer = await connection.ask(request)
          bytes += answer.body.length
          return answer
        })
        while (performance.now() < until) {
          const begun = performance.now()
          await operation.perform(send, next++)
          latencies.push(performance.now() - begun)
        }
      }),
    )
    const seconds = (performance.now() - since) / 1000
    const after = { own: usageOf(own), postgres: usageOf([postgres]) }
    return {
      tasks: latencies.length,
      seconds,
      latencies,
      bytes,
      cpu: after.own.cpu - before.own.cpu,
      postgresCpu: after.postgres.cpu - before.postgres.cpu,
      rss: Math.max(rss, after.own.rss),
    }
  } finally {
    clearInterval(watching)
    for (const connection of connections) connection.close()
  }
}

/** Asks a contestant in its own way, and insists on a good answer. */
export function sender(
  contestant: Contestant,
  token: string,
  ask: (request: Buffer) => Promise<Answer>,
): Parameters<Task>[0] {
  return async (document, variables) => {
    const { path, body } = contestant.ask(document, variables)
    const answer = await ask(post(path, token, body))
    if (answer.status !== 200 || answer.body.includes(ERRORS)) {
      const said = answer.body.subarray(0, 1_000).toString('utf8')
      throw new Error(`${contestant.name} answers ${document} with ${answer.status}: ${said}`)
    }
    return answer.body
  }
}

/** In a mutation's payload it is `userErrors`, which an operation looks into itself. */
const ERRORS = Buffer.from('"errors":')
