import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Part, type PartName, ROUTER_SECRET, settings, startPart } from '../supergraph/parts.ts'
import { type Company, openTestGraph, type TestGraph } from '../support/graph.ts'
import { openWay, type Way } from '../support/way.ts'
import type { Inside } from './audit.ts'
import type { Door } from './door.ts'

/** Every part in processes of its own, as many copies of each as wanted, each kind behind a way that can be made bad. */
export interface Parted {
  readonly copies: Record<PartName, Part[]>
  readonly ways: Record<PartName, Way>
  /** The routers, through their way. */
  readonly door: Door
  readonly company: Company
  readonly graph: TestGraph
  readonly inside: Inside
  /** Starts a copy that has ended again, on its port; what is said of its environment is added. */
  restart(name: PartName, index?: number, environment?: Record<string, string>): Promise<void>
  close(): Promise<void>
}

const NAMES = ['identity', 'crm', 'erp', 'router'] as const

export async function openParted(count = 1): Promise<Parted> {
  const graph = await openTestGraph()
  const company = await graph.found()
  const copies: Parted['copies'] = { identity: [], crm: [], erp: [], router: [] }
  const ways = {} as Record<PartName, Way>
  const environmentOf = (name: PartName) => ({
    ROUTER_SECRET,
    ...(name !== 'router' && settings(graph, name)),
    ...Object.fromEntries(
      Object.entries(ways)
        .filter(([other]) => other !== name)
        .map(([other, { url }]) => [`SUBGRAPH_URL_${other.toUpperCase()}`, url]),
    ),
  })
  const close = async () => {
    for (const part of Object.values(copies).flat()) await part.end('SIGKILL')
    for (const way of Object.values(ways)) way.cut()
    await graph.close()
  }
  try {
    for (const name of NAMES) {
      const environment = environmentOf(name)
      copies[name] = await Promise.all(Array.from({ length: count }, () => startPart(name, environment)))
      ways[name] = await openWay(...copies[name].map(({ url }) => url))
    }
  } catch (error) {
    await close()
    throw error
  }
  return {
    ...{ copies, ways, company, graph, close },
    door: { url: ways.router.url, authorization: company.owner },
    inside: (task) => graph.inside('erp', company.organizationId, task),
    restart: async (name, index = 0, environment = {}) => {
      const { port } = new URL(copies[name][index]!.url)
      copies[name][index] = await startPart(name, { ...environmentOf(name), ...environment, PORT: port })
    },
  }
}

/** What a process holds in memory, in megabytes. */
export async function residentMegabytes({ process: { pid } }: Part): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])
  return Math.round(Number(stdout) / 1024)
}
