/** Where a client knocks, and as whom. */
export interface Door {
  readonly url: string
  /** `Bearer …` */
  readonly authorization: string
}

/** What came back, or why nothing did. */
export interface Answer {
  /** The HTTP status; null when there was no answer at all. */
  readonly status: number | null
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as the JSON it is.
  readonly data: any
  /** The codes of its errors; of an answer that never came, what the connection said. */
  readonly codes: readonly string[]
  readonly errors: readonly { path?: (string | number)[]; extensions?: { code?: string } }[]
  readonly milliseconds: number
}

/** Longer than the router waits for anything: what takes longer hangs. */
export const PATIENCE = 32_000

/** Asks over HTTP as a client does. Never rejects: no answer is an outcome, too. */
export async function ask(door: Door, query: string, variables: object = {}, patience = PATIENCE): Promise<Answer> {
  const since = performance.now()
  const took = () => Math.round(performance.now() - since)
  try {
    const response = await fetch(`${door.url}/graphql`, {
      method: 'POST',
      headers: { authorization: door.authorization, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(patience),
    })
    const { data, errors = [] } = (await response.json()) as Pick<Answer, 'data'> & { errors?: Answer['errors'] }
    const codes = errors.map(({ extensions }) => extensions?.code ?? `HTTP ${response.status}`)
    return { status: response.status, data, errors, codes, milliseconds: took() }
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } }
    return { status: null, data: null, errors: [], codes: [`no answer: ${cause?.code ?? name}`], milliseconds: took() }
  }
}

/** The data of an answer that must be whole. */
export async function mustAsk(door: Door, query: string, variables: object = {}): Promise<Answer['data']> {
  const { data, errors, codes } = await ask(door, query, variables)
  if (codes.length > 0) throw new Error(JSON.stringify([codes, errors]))
  return data
}

export const health = async (url: string, kind: 'live' | 'ready', patience = 5_000): Promise<number | null> =>
  fetch(`${url}/health/${kind}`, { signal: AbortSignal.timeout(patience) }).then(
    ({ status }) => status,
    () => null,
  )
