import type { Organization } from '../data/organizations.ts'
import { apart, type Subgraphs, subgraphs } from './apart.ts'
import { apolloGateway } from './apollo-gateway.ts'
import { byHand } from './by-hand.ts'
import type { Contestant } from './contestant.ts'
import { ours } from './ours.ts'

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
    if (wants('d') || wants('e') || wants('g')) parts = await subgraphs(organization)
    if (wants('d')) list.push(await apart(parts!))
    if (wants('e')) list.push(await apolloGateway(parts!))
    return { list, leftOut, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
