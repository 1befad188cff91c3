import { runCommand } from '../../platform/config.ts'
import { runPart } from '../../platform/part.ts'
import { reportTo } from '../../platform/processes.ts'
import { FAREWELL } from '../shared/door.ts'
import { identityServer } from './http.ts'
import { openSigningKeys } from './signing-keys.ts'
import { openIdentitySubgraph } from './subgraph.ts'

/** Identity in a process of its own. */
const main = () =>
  runPart('identity', async ({ config, log, bucket, openings }) => {
    const { dataDir, databaseUrls, routerSecret, slowRequestMs, maximumCost } = config
    const signingKeys = await openSigningKeys({ dataDir, given: process.env.SIGNING_KEY })
    const report = reportTo(log)
    const identity = await openings.add(() =>
      openIdentitySubgraph({ databaseUrl: databaseUrls.identity!, signingKeys, report, log, maximumCost }),
    )
    return identityServer(identity, routerSecret, bucket, { log, slowRequestMs, farewell: FAREWELL })
  })

if (import.meta.main) await runCommand(main)
