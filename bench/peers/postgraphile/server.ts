import { createServer } from 'node:http'
import { postgraphile } from 'postgraphile'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter'
import { authState } from '../../../subgraphs/identity/auth-state.ts'
import { openSigningKeys } from '../../../subgraphs/identity/signing-keys.ts'
import { followAuthState } from '../../../subgraphs/shared/auth/follow.ts'
import { Identifier } from '../../../subgraphs/shared/auth/identify.ts'
import { openDatabase } from '../../../subgraphs/shared/db/open.ts'

/*
 * PostGraphile 5 on the ERP's tables, set up as for production: no GraphiQL, nothing explained, a pool of
 * the same size, as the application's role. The token is checked as everywhere, and the organisation is set
 * in the transaction of each request, so that row-level security holds here, too.
 */

const { PORT, DATABASE_URL_IDENTITY, DATABASE_URL_ERP, KOPRU_DATA_DIR } = process.env

const identity = await openDatabase(DATABASE_URL_IDENTITY!, { name: 'identity' })
const keys = await openSigningKeys({ dataDir: KOPRU_DATA_DIR! })
const identifier = new Identifier()
await followAuthState(() => authState(identity, keys), identifier)

const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
  pgServices: [makePgService({ connectionString: DATABASE_URL_ERP!, schemas: ['public'], poolConfig: { max: 10 } })],
  grafserv: { graphiql: false, graphqlPath: '/graphql', watch: false },
  grafast: {
    explain: false,
    async context({ node }) {
      const { organizationId } = await identifier.identify(node?.req.headers.authorization)
      return { pgSettings: { 'app.organization': organizationId } }
    },
  },
})
const handle = instance.createServ(grafserv).createHandler()
const server = createServer((request, response) => {
  if (request.url === '/health/ready') return response.end('ready')
  handle(request, response)
})
server.listen(Number(PORT), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
