import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, specifiedRules, validate } from 'graphql'
import { watchCache } from '../telemetry/caches.ts'
import { type Extent, extentOf, reckon } from './extent.ts'
import { beyondLimits, MAX_LENGTH, MAX_TOKENS } from './limits.ts'
import { Memory, NOT_KEPT } from './memory.ts'

const MOST_ERRORS = 5

export type Prepared =
  | { document: DocumentNode; extent: Extent; errors?: never }
  | { document?: never; extent?: never; errors: readonly GraphQLError[] }

/**
 * Parses and validates documents for one schema, and remembers by their text those that are valid, for whoever needs
 * them first. These do not know where in the text they stand, which takes more room than all the rest of them.
 */
export function documents(schema: GraphQLSchema): (text: string, owner: string) => Prepared {
  const memory = watchCache(
    'documents',
    new Memory<Prepared>((made) => (made.document ? bytesOf(made.extent) : NOT_KEPT)),
  )
  return (text, owner) => memory.recall(text, owner, () => shallow(() => prepare(schema, text)))
}

const bytesOf = reckon(200, 160)

/** What nests so deep that reading it overflows the stack is refused like anything else that nests too deep. */
export function shallow<Read>(read: () => Read): Read | { errors: readonly GraphQLError[] } {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { errors: [exceeded('The operation nests too deep.')] }
  }
}

function prepare(schema: GraphQLSchema, text: string): Prepared {
  if (text.length > MAX_LENGTH) return { errors: [exceeded(`An operation has at most ${MAX_LENGTH} characters.`)] }
  let document: DocumentNode
  try {
    document = parse(text, { maxTokens: MAX_TOKENS, noLocation: true })
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [coded(error, 'GRAPHQL_PARSE_FAILED')] }
    throw error
  }
  const beyond = beyondLimits(document)
  if (beyond.length > 0) return { errors: beyond }
  const errorsIn = (asked: DocumentNode) =>
    validate(schema, asked, specifiedRules, { maxErrors: MOST_ERRORS, hideSuggestions: true })
  if (errorsIn(document).length === 0) return { document, extent: extentOf(document) }
  return { errors: errorsIn(parse(text)).map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) }
}

const exceeded = (message: string) => new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED' } })

function coded(error: GraphQLError, code: string): GraphQLError {
  error.extensions.code ??= code
  return error
}
