import type { ExecutionResult } from 'graphql'

const GRAPHQL = 'application/graphql-response+json'
const JSON_TYPE = 'application/json'

/** How the client wants its answer. */
export interface MediaType {
  readonly name: typeof GRAPHQL | typeof JSON_TYPE
  /** Whether the client asked for plain JSON by name, and so expects 200 whatever the operation came to. */
  readonly legacy: boolean
}

/** The best of what `Accept` allows, or null. Wildcards get plain JSON, which every tool can read. */
export function negotiate(accept: string | undefined): MediaType | null {
  const ranges = (accept?.trim() || '*/*').split(',').map(parseRange)
  const quality = (name: string) => ranges.find((range) => range.name === name)?.quality
  const any = quality('application/*') ?? quality('*/*') ?? 0
  const graphql = quality(GRAPHQL) ?? 0
  const json = quality(JSON_TYPE) ?? any
  if (graphql > 0 && graphql >= json) return { name: GRAPHQL, legacy: false }
  if (json > 0) return { name: JSON_TYPE, legacy: quality(JSON_TYPE) !== undefined }
  return null
}

/**
 * The status of a GraphQL answer. An operation that was executed is a 200, even with errors. One that
 * was not is the client's 400 (or our 500), except where the GraphQL-over-HTTP specification wants
 * 200: for a client that insists on `application/json`.
 */
export function statusOf({ data, errors }: ExecutionResult, { legacy }: MediaType): number {
  if (data !== undefined) return 200
  const codes = errors?.map(({ extensions }) => extensions.code)
  if (codes?.includes('METHOD_NOT_ALLOWED')) return 405
  if (codes?.includes('THROTTLED')) return 429
  if (codes?.includes('INTERNAL_SERVER_ERROR')) return 500
  return legacy ? 200 : 400
}

function parseRange(range: string): { name: string; quality: number } {
  const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))
  if (charset && !/^charset="?utf-?8"?$/.test(charset)) return { name, quality: 0 }
  const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1)
  return { name, quality: quality >= 0 && quality <= 1 ? quality : 1 }
}
