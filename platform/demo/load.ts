import { randomUUID } from 'node:crypto'
import { addDays, today } from '../../subgraphs/shared/time/date.ts'
import type { Database } from '../databases.ts'
import type { Graph } from '../graph.ts'
import { type Graph as Ask, dataOf } from '../import/graph.ts'
import { northwindImport } from '../import/northwind.ts'
import { readNorthwind } from '../import/northwind-tables.ts'
import { runImport } from '../import/run.ts'
import { DEMO, NORTHWIND, readDemo, STUDIO, writeDemo } from './organizations.ts'
import { loadStudio } from './studio/load.ts'

const CUSTOMERS = 120

export interface DemoOptions {
  readonly graph: Graph
  readonly urls: Record<Database, string>
  readonly dataDir: string
  readonly now: Date
  readonly onProgress: (what: string, done: number, total: number) => void
}

/** Founds the demo organisations where they are not there yet, so that tokens for them can be issued. */
export async function foundDemo(graph: Graph): Promise<void> {
  for (const organization of DEMO) await graph.identity.createOrganization(organization)
}

/**
 * Fills the demo organisations: Northwind through the public API, the studio by its generator. A load
 * that was cut off goes on where it was; one that was finished is not done again.
 */
export async function loadDemo({ graph, urls, dataDir, now, onProgress }: DemoOptions): Promise<void> {
  // Yesterday is the last day that is over everywhere.
  const state = (await readDemo(dataDir)) ?? { asOf: addDays(today(STUDIO.timeZone, now), -1), loaded: false }
  if (state.loaded) return
  await writeDemo(dataDir, state)

  const tallies = await runImport(await asOwner(graph, NORTHWIND.id), northwindImport(await readNorthwind()), {
    onProgress: (done, total) => onProgress(NORTHWIND.name, done, total),
  })
  const [refusal] = tallies.flatMap(({ refusals }) => refusals)
  if (refusal) throw new Error(`The demo could not be loaded: ${refusal}`)

  await loadStudio({
    urls,
    graph: await asOwner(graph, STUDIO.id),
    organization: STUDIO,
    customers: CUSTOMERS,
    asOf: state.asOf,
    onProgress: (done, total) => onProgress(STUDIO.name, done, total),
  })
  await writeDemo(dataDir, { ...state, loaded: true })
}

/** The public API of a graph in this process, asked as an organisation's owner. */
export async function asOwner({ identity, router }: Graph, organizationId: string): Promise<Ask> {
  const { token } = (await identity.issueToken({ organizationId }))!
  return async (query, variables) =>
    dataOf(
      await router.execute(
        { query, variables },
        { authorization: `Bearer ${token}`, requestId: `demo-${randomUUID()}` },
      ),
    )
}
