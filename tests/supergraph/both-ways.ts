import pino from 'pino'
import { loadStudio } from '../../platform/demo/studio/load.ts'
import { createRouterServer } from '../../router/server.ts'
import { type Company, openTestGraph, type TestGraph } from '../support/graph.ts'
import type { Request } from './corpus.ts'
import { type Part, type Parts, startParts } from './parts.ts'
import { done, type Story, sell } from './story.ts'

export const OWNER = { email: 'deniz@atolye.example', name: 'Deniz Aksoy', password: 'a long walk by the sea' }

/** The same data served twice: by all of Köprü in this process, and by each part in its own. */
export interface BothWays {
  readonly graph: TestGraph
  readonly parts: Parts
  /** Where the graph of this process is served. */
  readonly embeddedUrl: string
  readonly studio: Company
  readonly story: Story
  /** A token for programs, with these scopes. */
  apiToken(scopes: string[]): Promise<{ id: string; authorization: string }>
  /** What each of those who ask says to be who they are. */
  readonly authorizations: Readonly<Record<NonNullable<Request['as']>, string | undefined>>
  send(url: string, request: Omit<Request, 'name'>): Promise<Answer>
  /** The answer to an operation alone. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as the JSON it is.
  asked(url: string, query: string, variables?: object, as?: Request['as']): Promise<any>
  /** Ends everything; the exit codes of the parts. */
  close(): Promise<(number | null)[]>
}

interface Answer {
  readonly status: number
  readonly type: string | null
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as the JSON it is.
  readonly answer: any
}

export async function openBothWays(): Promise<BothWays> {
  const graph = await openTestGraph()
  const studio = await graph.found({ owner: OWNER })
  const { urls, router } = graph
  const organization = { ...studio, id: studio.organizationId }
  await loadStudio({ urls, graph: studio.ask, organization, customers: 12, asOf: '2025-06-30', onProgress: () => {} })
  const story = await sell(router, studio.owner)

  const apiToken: BothWays['apiToken'] = async (scopes) => {
    const input = { name: 'Dashboard', scopes, expiresAt: new Date(Date.now() + 3_600_000).toISOString() }
    const made = await done(router, studio.owner, 'createApiToken', 'token apiToken { id }', input)
    return { id: made.apiToken.id, authorization: `Bearer ${made.token}` }
  }
  const authorizations: Record<NonNullable<Request['as']>, string | undefined> = {
    owner: studio.owner,
    viewer: await studio.hire('VIEWER'),
    dashboard: (await apiToken(['invoice:read'])).authorization,
    nobody: undefined,
    somebody: `${studio.owner.slice(0, -4)}AAAA`,
  }
  const send: BothWays['send'] = (url, { as = 'owner', ...request }) => sendAs(url, authorizations[as], request)

  const embedded = createRouterServer({
    router,
    identify: (authorization) => graph.graph.identity.identifier.identify(authorization),
    log: pino({ level: 'silent' }),
  })
  const embeddedUrl = await embedded.listen({ port: 0, host: '127.0.0.1' })
  const parts = await startParts(graph)
  return {
    ...{ graph, parts, embeddedUrl, studio, story, apiToken, authorizations, send },
    asked: async (url, query, variables = {}, as = 'owner') =>
      (await send(url, { as, body: { query, variables } })).answer,
    close: async () => {
      const codes: (number | null)[] = []
      for (const name of ['router', 'erp', 'crm', 'identity'] as const) codes.push(await parts[name].end())
      await embedded.close()
      await graph.close()
      return codes
    },
  }
}

async function sendAs(
  url: string,
  authorization: string | undefined,
  { method = 'POST', headers, body }: Omit<Request, 'name' | 'as'>,
): Promise<Answer> {
  const query = new URLSearchParams({ query: (body as { query: string } | null)?.query ?? '' })
  const response = await fetch(method === 'GET' ? `${url}/graphql?${query}` : `${url}/graphql`, {
    method,
    headers: {
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...{ 'x-request-id': 'the-same', accept: 'application/json;q=0.9,*/*;q=0.1' },
      ...(authorization !== undefined && { authorization }),
      ...headers,
    },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  })
  // How much is left of a token's points is each router's own affair.
  const { extensions: _, ...answer } = await response.json()
  return { status: response.status, type: response.headers.get('content-type'), answer }
}

/** A part asked directly, as the router asks subgraphs. */
export const direct = (
  { url }: Pick<Part, 'url'>,
  authorization: string | undefined,
  secret: string | undefined,
  query = '{ __typename }',
): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization !== undefined && { authorization }),
      ...(secret !== undefined && { 'x-router-secret': secret }),
    },
    body: JSON.stringify({ query }),
  })
