import { composeServices } from '@theguild/federation-composition'
import { parse } from 'graphql'
import { OWN_KEY } from './plan/own-keys.ts'

/** A subgraph as composition sees it: its contract and where the routers find it. */
export interface SubgraphDefinition {
  readonly name: string
  readonly sdl: string
  readonly url: string
}

/** The subgraphs contradict each other: one readable sentence for each reason. */
export class CompositionFailed extends Error {
  readonly reasons: readonly string[]

  constructor(reasons: readonly string[]) {
    super(['The subgraphs do not compose:', ...reasons.map((reason) => `- ${reason}`)].join('\n'))
    this.name = 'CompositionFailed'
    this.reasons = reasons
  }
}

/** Composes the supergraph; refuses one that an Apollo Router without a licence would not start on. */
export function compose(subgraphs: readonly SubgraphDefinition[]): string {
  const composed = composeServices(
    subgraphs.map(({ name, sdl, url }) => ({ name, url, typeDefs: parseSdl(name, sdl) })),
  )
  if (composed.errors) throw new CompositionFailed([...new Set(composed.errors.map(({ message }) => oneLine(message)))])
  const { supergraphSdl } = composed
  const licensed = LICENSED.filter((spec) => supergraphSdl.includes(`specs.apollo.dev/${spec}/`))
  if (licensed.length > 0) {
    throw new CompositionFailed(
      licensed.map((spec) => `@${spec} needs a licensed Apollo Router; permissions are the subgraphs' own.`),
    )
  }
  const taken = supergraphSdl.match(new RegExp(`^\\s+${OWN_KEY}\\w*(?=[(:])`, 'm'))
  if (taken) throw new CompositionFailed([`${taken[0].trim()} begins with ${OWN_KEY}, as keys of the router do.`])
  return supergraphSdl
}

const LICENSED = ['authenticated', 'requiresScopes', 'policy']

function parseSdl(name: string, sdl: string) {
  try {
    return parse(sdl)
  } catch (error) {
    throw new CompositionFailed([`[${name}] ${(error as Error).message}`])
  }
}

const oneLine = (message: string) =>
  message
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
