import type { OperationDefinitionNode } from 'graphql'
import type { Receipt } from '../limits/toll.ts'

/** What a request leaves behind for the log and the metrics: never a value, never a document. */
export interface Trail {
  organizationId: string | null
  operation: string | null
  type: `${OperationDefinitionNode['operation']}` | null
  /** Codes of errors and of refusals, each once. */
  readonly codes: string[]
  /** SQL statements of the subgraphs in this process. */
  statements: number
  /** What the operation was reckoned to cost before it ran; null for what was refused before it was read. */
  cost: number | null
}

export const newTrail = (): Trail => ({
  organizationId: null,
  operation: null,
  type: null,
  codes: [],
  statements: 0,
  cost: null,
})

const LONGEST_NAME = 100

/** The name as it stands in the document: GraphQL lets nothing but letters, digits and underscores into it. */
export function noteOperation(trail: Trail | undefined, { name, operation }: OperationDefinitionNode): void {
  if (!trail) return
  trail.operation = name ? name.value.slice(0, LONGEST_NAME) : null
  trail.type = operation
}

export function noteErrors(trail: Trail | undefined, errors: readonly { extensions?: object }[] | undefined): void {
  if (!trail || !errors) return
  for (const { extensions } of errors) note(trail, String((extensions as { code?: string })?.code ?? 'UNKNOWN'))
}

export function noteCost(trail: Trail | undefined, { requested, planning = 0 }: Receipt): void {
  if (trail) trail.cost = requested + planning
}

/** Notes a code once. */
export function note(trail: Trail | undefined, code: string): void {
  if (trail && !trail.codes.includes(code)) trail.codes.push(code)
}

export type Outcome = 'ok' | 'refused' | 'failed'

const OURS = new Set(['INTERNAL_SERVER_ERROR', 'SUBGRAPH_UNAVAILABLE', 'REFERENCE_UNVERIFIED'])

/** Whether it went well; if not, whether that was for the client to mend, or for us. */
export function outcomeOf({ codes }: Trail, status: number): Outcome {
  if (status >= 500 || codes.some((code) => OURS.has(code))) return 'failed'
  return codes.length > 0 || status >= 400 ? 'refused' : 'ok'
}
