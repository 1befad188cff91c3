import { setTimeout as sleep } from 'node:timers/promises'
import { answerOf, readQuery, Unreadable } from './answer.ts'
import type { Head } from './chain.ts'
import type { Found } from './saved.ts'

/** Asks a graph; returns what it answered, whole. */
export type Ask = (query: string, variables: Record<string, unknown>) => Promise<unknown>

const PATIENCE = 10

/** The graph behind an address. Waits where it says that it was asked too much, and tries again. */
export function graphAt(url: string, token: string): Ask {
  return async (query, variables) => {
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(120_000),
      }).catch((error: Error) => {
        throw new Unreadable(
          `Nobody answers at ${url}: ${(error.cause as Error | undefined)?.message ?? error.message}.`,
        )
      })
      const later = response.headers.get('retry-after')
      if (!later || attempt === PATIENCE) {
        return response.json().catch(() => {
          throw new Unreadable(`${url} answers ${response.status}, and no JSON.`)
        })
      }
      await response.body?.cancel()
      await sleep(Math.min(Number(later) || 1, 60) * 1_000)
    }
  }
}

/** The last entry that there is; null where there is none. */
export async function readHead(ask: Ask): Promise<Head | null> {
  const { data, errors } = (await ask(HEAD, {})) as { data?: { journalEntries?: { nodes: Head[] } }; errors?: Error[] }
  if (!data?.journalEntries)
    throw new Unreadable(`The server does not say what the last entry is: ${errors?.[0]?.message}`)
  return data.journalEntries.nodes[0] ?? null
}

export const HEAD =
  'query LedgerHead { journalEntries(first: 1, orderBy: { field: SEQUENCE, direction: DESC }) { nodes { sequence hash } } }'

/** Page after page, as long as the server says that there is more. */
export async function* readServed(ask: Ask): AsyncGenerator<Found> {
  const query = await readQuery()
  for (let [page, after] = [1, null as string | null]; ; page += 1) {
    const value = await ask(query, { after })
    const where = `Page ${page}`
    yield { value, where }
    const { pageInfo } = answerOf(value).journalEntries
    if (!pageInfo.hasNextPage) return
    after = pageInfo.endCursor
  }
}
