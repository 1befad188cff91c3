import { composeServices } from '@theguild/federation-composition'
import { parse } from 'graphql'

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
  const untrue = UNTRUE.filter(({ mark }) => mark.test(supergraphSdl))
  if (untrue.length > 0) throw new CompositionFailed(untrue.map(({ reason }) => reason))
  return supergraphSdl
}

/** What the embedded router does not yet answer as one schema would, as tests/router/differential found. */
const UNTRUE = [
  {
    mark: /@join__field\([^)]*\brequires: "/,
    reason: '@requires is not served: where a required field is null the subgraph would not be told so.',
  },
  {
    mark: /@join__type\([^)]*\bisInterfaceObject: true/,
    reason: '@interfaceObject is not served: fields of the interface would be lost or get the value of another.',
  },
]

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
