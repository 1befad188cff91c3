import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

/** How one request ended. */
export interface Hit {
  readonly id: string
  readonly client: number
  /** The status of the answer; null where none came, for the reason in `error`. */
  readonly status: number | null
  readonly error?: string
  readonly body: string
  /** Whether it went over a connection that had carried an answer before. */
  readonly established: boolean
}

/** A client with one connection, or with a new one for each request. */
export interface Client {
  ask(query: string, token: string): Promise<Hit>
  leave(): void
}

/** Opens a client; its number stands in each of its hits. */
export function openClient(url: string, client = 0, keepAlive = true): Client {
  const agent = new Agent({ keepAlive, maxSockets: 1 })
  return {
    ask: (query, token) =>
      new Promise((resolve) => {
        const id = randomUUID()
        const lost = ({ code, message }: NodeJS.ErrnoException) =>
          resolve({ id, client, status: null, error: code ?? message, body: '', established: asked.reusedSocket })
        const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-request-id': id }
        const asked = request(
          new URL('/graphql', url),
          { method: 'POST', agent, headers, timeout: 20_000 },
          (answer) => {
            let body = ''
            answer.setEncoding('utf8').on('data', (text) => {
              body += text
            })
            answer.on('error', lost)
            answer.on('end', () =>
              resolve({ id, client, status: answer.statusCode!, body, established: asked.reusedSocket }),
            )
          },
        )
        asked.on('timeout', () => asked.destroy(new Error('no answer within 20 s')))
        asked.on('error', lost)
        asked.end(JSON.stringify({ query }))
      }),
    leave: () => agent.destroy(),
  }
}

export interface Load {
  readonly hits: readonly Hit[]
  /** Lets what is under way come to its end. */
  stop(): Promise<void>
}

/** Clients that ask again as soon as they have an answer, until nobody is there any more. */
export function startLoad(url: string, token: string, query: string, clients: number, keepAlive = true): Load {
  const hits: Hit[] = []
  let over = false
  const ends = Array.from({ length: clients }, async (_, number) => {
    const client = openClient(url, number, keepAlive)
    while (!over) {
      const hit = await client.ask(query, token)
      hits.push(hit)
      if (hit.error === 'ECONNREFUSED') break
    }
    client.leave()
  })
  return {
    hits,
    stop: async () => {
      over = true
      await Promise.all(ends)
    },
  }
}
