import { composeServices } from '@theguild/federation-composition'
import { parse, visit } from 'graphql'
import { OWN_KEY } from './plan/own-keys.ts'
import { inherited, unserved } from './unserved.ts'

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
  const services = subgraphs.map(({ name, sdl, url }) => ({ name, url, typeDefs: parseSdl(name, sdl) }))
  const misnamed = services.flatMap(({ name, typeDefs }) => inherited(typeDefs).map((reason) => `[${name}] ${reason}`))
  if (misnamed.length > 0) throw new CompositionFailed(misnamed)
  const composed = composeServices(services)
  if (composed.errors) throw new CompositionFailed([...new Set(composed.errors.map(({ message }) => oneLine(message)))])
  const { supergraphSdl } = composed
  const licensed = LICENSED.filter((spec) => supergraphSdl.includes(`specs.apollo.dev/${spec}/`))
  if (licensed.length > 0) {
    throw new CompositionFailed(
      licensed.map((spec) => `@${spec} needs a licensed Apollo Router; permissions are the subgraphs' own.`),
    )
  }
  const reserved = reservedIn(supergraphSdl)
  if (reserved.length > 0)
    throw new CompositionFailed(reserved.map((name) => `${name} begins with ${OWN_KEY}, as keys of the router do.`))
  const reasons = unserved(parse(supergraphSdl))
  if (reasons.length > 0) throw new CompositionFailed(reasons)
  return supergraphSdl
}

/** Fields that are called as `ownKeys` calls others. */
function reservedIn(supergraph: string): string[] {
  const names: string[] = []
  visit(parse(supergraph), { FieldDefinition: ({ name }) => void names.push(name.value) })
  return names.filter((name) => name.startsWith(OWN_KEY))
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
