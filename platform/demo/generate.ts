import { encodeId } from '../../subgraphs/shared/relay/id.ts'
import { addDays, today } from '../../subgraphs/shared/time/date.ts'
import type { Config } from '../config.ts'
import { openGraph } from '../graph.ts'
import { openLog } from '../processes.ts'
import { runningDatabases, unlessStarting } from '../running.ts'
import { asOwner } from './load.ts'
import { loadStudio } from './studio/load.ts'

export interface GenerateOptions {
  readonly config: Config
  readonly name: string
  readonly customers: number
  readonly onProgress: (done: number, total: number) => void
}

const A_DAY = 86_400

/** Founds an organisation beside a Köprü that runs and fills it with a generated story; its id, and a token of its owner. */
export async function generate({ config, name, customers, onProgress }: GenerateOptions) {
  const urls = await runningDatabases(config)
  const { dataDir } = config
  const graph = await openGraph({ urls, dataDir, log: openLog('demo', 'warn') }).catch((error) => {
    throw unlessStarting(error)
  })
  try {
    const [currency, timeZone] = ['EUR', 'Europe/Istanbul']
    const owner = { email: 'owner@generated.example', name: 'Generated Owner' }
    const { organizationId: id } = await graph.identity.createOrganization({ name, currency, timeZone, owner })
    await loadStudio({
      urls,
      graph: await asOwner(graph, id),
      organization: { id, currency, timeZone },
      customers,
      asOf: addDays(today(timeZone, new Date()), -1),
      onProgress,
    })
    const issued = await graph.identity.issueToken({ organizationId: id, seconds: A_DAY })
    return { id: encodeId('org', id), token: issued!.token }
  } finally {
    await graph.close()
  }
}
