import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway'
import { ApolloServer, type BaseContext, HeaderMap } from '@apollo/server'

/*
 * @apollo/gateway behind Apollo Server, set up as for production: nothing is reported, traced or
 * introspected, and the operation is planned once. Apollo Server's own HTTP door on plain node:http,
 * because Express before it would be measured, too.
 */

const { PORT, ROUTER_SECRET, SUPERGRAPH } = process.env
const addresses: Record<string, string | undefined> = {
  identity: process.env.SUBGRAPH_URL_IDENTITY,
  crm: process.env.SUBGRAPH_URL_CRM,
  erp: process.env.SUBGRAPH_URL_ERP,
}

interface Context extends BaseContext {
  readonly authorization?: string | undefined
}

const gateway = new ApolloGateway({
  supergraphSdl: await readFile(SUPERGRAPH!, 'utf8'),
  buildService: ({ name }) =>
    new RemoteGraphQLDataSource<Context>({
      url: `${addresses[name]}/graphql`,
      willSendRequest({ request, context }) {
        if (context.authorization) request.http?.headers.set('authorization', context.authorization)
        request.http?.headers.set('x-router-secret', ROUTER_SECRET!)
      },
    }),
})

const apollo = new ApolloServer<Context>({ gateway, introspection: false, stopOnTerminationSignals: false })
await apollo.start()

const server = createServer((request, response) => {
  if (request.url === '/health/ready') return response.end('ready')
  let text = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => {
    text += chunk
  })
  request.on('end', async () => {
    const headers = new HeaderMap()
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value))
    const {
      status,
      headers: answered,
      body,
    } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: request.method!, headers, body: JSON.parse(text), search: '' },
      context: async () => ({ authorization: request.headers.authorization }),
    })
    if (body.kind !== 'complete') throw new Error('Nothing is deferred here.')
    response.writeHead(status ?? 200, Object.fromEntries(answered))
    response.end(body.string)
  })
})
server.listen(Number(PORT), '127.0.0.1')
process.on('SIGTERM', async () => {
  server.closeAllConnections()
  server.close()
  await apollo.stop()
  process.exit(0)
})
