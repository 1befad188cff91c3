import type { Fetcher } from '@graphiql/toolkit'

/** Sends what the editors hold, with the headers they show: what is not on the screen is not sent. */
export function graphqlFetcher(endpoint: string, token: string | null): Fetcher {
  return async (operation, options) => {
    const headers = { ...options?.headers }
    if (operation.operationName === 'IntrospectionQuery' && !('authorization' in headers)) {
      if (!token) return { errors: [{ message: 'Sign in to see the schema.' } as never] }
      headers.authorization = `Bearer ${token}`
    }
    return (await post(endpoint, operation, headers)).answer
  }
}

/** One GraphQL request. Refuses with a sentence when what comes back is not an answer to one. */
export async function post(
  endpoint: string,
  operation: object,
  headers: Record<string, string> = {},
): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(operation),
  })
  const text = await response.text()
  try {
    return { status: response.status, answer: JSON.parse(text) }
  } catch {
    throw new Error(`HTTP ${response.status}: ${text.slice(0, 200) || 'an empty answer'}`)
  }
}

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its question
  data?: any
  // biome-ignore lint/suspicious/noExplicitAny: as GraphiQL's own types have it
  errors?: any[]
}
