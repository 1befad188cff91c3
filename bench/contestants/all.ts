import { availableParallelism } from 'node:os'
import type { Organization } from '../data/organizations.ts'
import { apart, type Subgraphs, subgraphs } from './apart.ts'
import { apolloGateway } from './apollo-gateway.ts'
import { apolloRouter } from './apollo-router.ts'
import { byHand } from './by-hand.ts'
import type { Contestant } from './contestant.ts'
import { ours, oursWithWorkers } from './ours.ts'
import { postGraphile } from './postgraphile.ts'

/** All that run, and what is to be said of those that do not. */
export interface Contestants {
  readonly list: readonly Contestant[]
  readonly leftOut: readonly string[]
  stop(): Promise<void>
}

/** Starts those that are asked for, one after the other: null asks for all. */
export async function startContestants(
  organization: Organization,
  asked: readonly string[] | null,
): Promise<Contestants> {
  const list: Contestant[] = []
  const leftOut: string[] = []
  let parts: Subgraphs | undefined
  const stop = async () => {
    await Promise.all(list.map((contestant) => contestant.stop()))
    await parts?.stop()
  }
  const wants = (key: string) => asked === null || asked.includes(key)
  try {
    if (wants('a')) list.push(await byHand(organization))
    if (wants('b')) list.push(await ours(organization))
    if (wants('c')) await startWorkers(organization, list, leftOut)
    if (wants('d') || wants('e') || wants('g')) parts = await subgraphs(organization)
    if (wants('d')) list.push(await apart(parts!))
    if (wants('e')) list.push(await apolloGateway(parts!))
    if (wants('f')) list.push(await postGraphile(organization))
    const binary = process.env.APOLLO_ROUTER_BIN
    if (wants('g') && binary) list.push(await apolloRouter(parts!, binary))
    if (wants('g') && !binary)
      leftOut.push('The Apollo Router is left out: APOLLO_ROUTER_BIN does not say where it is.')
    return { list, leftOut, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Two workers, four, and so on up to as many as there are cores; one is the same as one process. */
async function startWorkers(organization: Organization, list: Contestant[], leftOut: string[]): Promise<void> {
  const cores = availableParallelism()
  if (cores === 1) leftOut.push('Workers are left out: there is one core.')
  for (let workers = 2; workers <= cores; workers *= 2) list.push(await oursWithWorkers(organization, workers))
}
