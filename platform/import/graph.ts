/** The public API, as an importer needs it: data, or an error that says what to do. */
export type Graph = (query: string, variables: Record<string, unknown>) => Promise<Record<string, unknown>>

interface Answer {
  data?: Record<string, unknown> | null | undefined
  errors?: readonly { message: string }[] | undefined
}

/** The graph behind an address, asked with a token. */
export function graphAt(url: string, token: string): Graph {
  return async (query, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(120_000),
    }).catch((error: Error) => {
      throw new Error(`Nobody answers at ${url} (${reason(error)}). Is Köprü running? \`npm start\` starts it.`)
    })
    return dataOf((await response.json().catch(() => ({ errors: [{ message: response.statusText }] }))) as Answer)
  }
}

/** The data of an answer; throws with the first error's words when there is one. */
export function dataOf({ data, errors }: Answer): Record<string, unknown> {
  if (errors?.[0]) throw new Error(`The API refused: ${errors[0].message}`)
  if (!data) throw new Error('The API gave no answer.')
  return data
}

const reason = ({ message, cause }: Error) => (cause instanceof Error && cause.message) || message
