import type { Operation } from '../subgraphs/shared/graphql/subgraph.ts'
import { HttpRefusal } from './refusal.ts'

/** The operation in the body of a POST. Refuses batches, and parameters of the wrong kind. */
export function operationOfBody(body: unknown): Operation {
  if (Array.isArray(body)) throw new HttpRefusal(400, 'Send one operation at a time: batches are not served.')
  if (!isMap(body)) throw new HttpRefusal(400, 'The body must be a JSON object.')
  return checked(body)
}

/** The operation in the query string of a GET, where variables and extensions are JSON. */
export function operationOfQuery(query: unknown): Operation {
  const { variables, extensions, ...others } = query as Record<string, unknown>
  return checked({ ...others, variables: fromJson(variables), extensions: fromJson(extensions) })
}

function checked({ query, operationName, variables, extensions }: Record<string, unknown>): Operation {
  if (typeof query !== 'string') throw new HttpRefusal(400, '`query` must be a string.')
  if (!isAbsent(operationName) && typeof operationName !== 'string') {
    throw new HttpRefusal(400, '`operationName` must be a string.')
  }
  if (!isAbsent(variables) && !isMap(variables)) throw new HttpRefusal(400, '`variables` must be an object.')
  if (!isAbsent(extensions) && !isMap(extensions)) throw new HttpRefusal(400, '`extensions` must be an object.')
  return { query, operationName: operationName ?? null, variables: variables ?? null }
}

function fromJson(text: unknown): unknown {
  if (isAbsent(text) || text === '') return null
  try {
    return JSON.parse(String(text))
  } catch {
    throw new HttpRefusal(400, '`variables` and `extensions` must be JSON.')
  }
}

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
