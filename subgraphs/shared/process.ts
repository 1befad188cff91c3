import { follow, runPart } from '../../platform/part.ts'
import { reportTo } from '../../platform/processes.ts'
import { Identifier } from './auth/identify.ts'
import { FAREWELL } from './door.ts'
import type { ExecutorOptions, Subgraph } from './graphql/subgraph.ts'
import { subgraphServer } from './server.ts'

interface Opening {
  readonly databaseUrl: string
  readonly identify: (authorization: string | undefined) => ReturnType<Identifier['identify']>
  readonly maximumCost: number
  readonly report: ExecutorOptions<{ close(): Promise<void> }>['report']
}

/** A subgraph in a process of its own. It follows identity's keys and revocations from afar. */
export const runSubgraph = (part: 'crm' | 'erp', open: (opening: Opening) => Promise<Subgraph>): Promise<void> =>
  runPart(part, async (process) => {
    const { config, log, bucket, openings } = process
    const { databaseUrls, routerSecret: secret, maximumCost, slowRequestMs } = config
    const identifier = new Identifier()
    const identify = (authorization: string | undefined) => identifier.identify(authorization)
    const subgraph = await openings.add(() =>
      open({ databaseUrl: databaseUrls[part]!, maximumCost, identify, report: reportTo(log) }),
    )
    await follow(process, identifier)
    return subgraphServer(subgraph, { secret, bucket, admit: identify, log, slowRequestMs, farewell: FAREWELL })
  })
