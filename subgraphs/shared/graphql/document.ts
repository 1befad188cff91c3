import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, Source, specifiedRules, validate } from 'graphql'
import { watchCache } from '../telemetry/caches.ts'
import { beyondLimits, MAX_LENGTH, MAX_TOKENS } from './limits.ts'
import { Memory } from './memory.ts'

const MOST_ERRORS = 5

export type Prepared =
  | { document: DocumentNode; errors?: never }
  | { document?: never; errors: readonly GraphQLError[] }

/** Parses and validates documents for one schema, and remembers them by their text. */
export function documents(schema: GraphQLSchema): (text: string) => Prepared {
  const memory = watchCache('documents', new Memory<Prepared>())
  return (text) => memory.recall(text, () => shallow(() => prepare(schema, text)))
}

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
    document = parse(new Source(text, 'operation'), { maxTokens: MAX_TOKENS })
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [coded(error, 'GRAPHQL_PARSE_FAILED')] }
    throw error
  }
  const beyond = beyondLimits(document)
  if (beyond.length > 0) return { errors: beyond }
  const errors = validate(schema, document, specifiedRules, { maxErrors: MOST_ERRORS, hideSuggestions: true })
  if (errors.length > 0) return { errors: errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) }
  return { document }
}

const exceeded = (message: string) => new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED' } })

function coded(error: GraphQLError, code: string): GraphQLError {
  error.extensions.code ??= code
  return error
}
