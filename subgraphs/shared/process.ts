import { follow, runPart } from '../../platform/part.ts'
import { reportTo } from '../../platform/processes.ts'
import { remoteSubgraph } from '../../router/remote.ts'
import { Identifier } from './auth/identify.ts'
import { FAREWELL } from './door.ts'
import type { ExecutorOptions, Subgraph } from './graphql/subgraph.ts'
import type { Owner } from './references/ask.ts'
import type { OwnerName } from './references/kinds.ts'
import { subgraphServer } from './server.ts'

interface Opening {
  readonly databaseUrl: string
  readonly identify: (authorization: string | undefined) => ReturnType<Identifier['identify']>
  readonly owners: Record<OwnerName, Owner>
  readonly maximumCost: number
  readonly report: ExecutorOptions<{ close(): Promise<void> }>['report']
}

/** A subgraph in a process of its own. It follows identity's keys and revocations from afar, and asks others as a router does. */
export const runSubgraph = (part: 'crm' | 'erp', open: (opening: Opening) => Promise<Subgraph>): Promise<void> =>
  runPart(part, async (process) => {
    const { config, log, bucket, openings } = process
    const { databaseUrls, routerSecret: secret, subgraphUrls, maximumCost, slowRequestMs } = config
    const identifier = new Identifier()
    const identify = (authorization: string | undefined) => identifier.identify(authorization)
    const owner = (name: OwnerName): Owner =>
      remoteSubgraph({ name, url: new URL('/graphql', subgraphUrls[name]).href, secret })
    const owners = { identity: owner('identity'), crm: owner('crm') }
    const subgraph = await openings.add(() =>
      open({ databaseUrl: databaseUrls[part]!, maximumCost, owners, identify, report: reportTo(log) }),
    )
    await follow(process, identifier)
    return subgraphServer(subgraph, { secret, bucket, admit: identify, log, slowRequestMs, farewell: FAREWELL })
  })
