import { readFileSync } from 'node:fs'
import { ours, oursWithWorkers } from '../contestants/ours.ts'
import { type Organization, tokenFor } from '../data/organizations.ts'
import { Connection, post } from '../load/connection.ts'
import { distinctQueries, publicSchema } from '../operations/distinct.ts'
import { documents } from '../operations/documents.ts'
import { family, statOf } from './processes.ts'

/** What the largest process held at most while it was asked so. */
export interface MemoryFigure {
  readonly workers: number
  readonly traffic: string
  readonly requests: number
  /** Bytes that are resident: at most, and at the end. */
  readonly most: number
  readonly end: number
}

export interface MemoryOptions {
  readonly organization: Organization
  readonly workers: readonly number[]
  /** How many distinct operations; of everything else a tenth. */
  readonly operations: number
  readonly onTurn: (done: number, total: number) => void
}

const CONNECTIONS = 16
const A_SECOND = 1_000

/** Asks what grows a process: operations of which none is like another, long values, long answers, what is refused. */
export async function measureMemory({
  organization,
  workers,
  operations,
  onTurn,
}: MemoryOptions): Promise<MemoryFigure[]> {
  const token = await tokenFor(organization)
  const figures: MemoryFigure[] = []
  let done = 0
  for (const count of workers) {
    const contestant = await (count > 1 ? oursWithWorkers(organization, count) : ours(organization))
    const pids = contestant.processes.map(({ pid }) => pid)
    const largest = () => Math.max(...family(pids).map((pid) => statOf(pid)?.rss ?? 0))
    try {
      for (const [traffic, { share, bodies }] of Object.entries(kinds())) {
        const requests = Math.ceil(operations * share)
        let most = 0
        await flood(contestant.port, token, bodies, requests, () => {
          most = Math.max(most, largest())
          onTurn(++done, workers.length * Math.ceil(operations * SHARES))
        })
        figures.push({ workers: count, traffic, requests, most, end: largest() })
      }
    } finally {
      await contestant.stop()
    }
  }
  return figures
}

/** Each of them twice where what comes again is compiled. */
function kinds(): Record<string, { share: number; bodies: () => object }> {
  const supergraph = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8')
  const distinct = distinctQueries(publicSchema(supergraph))
  let [n, query] = [0, '']
  const next = () => {
    n += 1
    return n
  }
  const long = (length: number) => Array.from({ length }, (_, index) => `cust_${index}_${'x'.repeat(9_900)}`)
  return {
    'distinct operations, each twice': {
      share: 2,
      bodies: () => {
        if (next() % 2 === 1) query = distinct.next().value!
        return { query }
      },
    },
    'distinct literals': {
      share: 0.1,
      bodies: () => ({ query: `{ customers(first: 5, search: "${next()}") { nodes { name } } }` }),
    },
    'documents that are refused': {
      share: 0.1,
      bodies: () => ({ query: `{ customers { nodes { ${`wrong${next()} `.repeat(100)} } } }` }),
    },
    'bodies of 1 MB': {
      share: 0.1,
      bodies: () => ({
        query: `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }`,
        variables: { ids: long(100) },
      }),
    },
    'pages of 100 customers': {
      share: 0.1,
      bodies: () => ({ query: documents['customer-to-cash'], variables: { first: 100 } }),
    },
  }
}

const SHARES = 2.4

async function flood(port: number, token: string, body: () => object, requests: number, onAnswer: () => void) {
  let sent = 0
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const connection = await Connection.open(port)
      while (sent < requests) {
        sent += 1
        const { status } = await connection.ask(post('/graphql', token, JSON.stringify(body())))
        onAnswer()
        if (status === 429) await new Promise((resolve) => setTimeout(resolve, A_SECOND))
      }
      connection.close()
    }),
  )
}
