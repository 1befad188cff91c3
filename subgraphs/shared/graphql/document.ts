import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, Source, specifiedRules, validate } from 'graphql'
import { limits, MAX_TOKENS } from './limits.ts'

const REMEMBERED = 1_000
/** Longer documents are prepared anew each time: memory is bounded by texts as well as by their number. */
const LONGEST_REMEMBERED = 20_000
const MOST_ERRORS = 5

export type Prepared =
  | { document: DocumentNode; errors?: never }
  | { document?: never; errors: readonly GraphQLError[] }

/** Parses and validates documents for one schema, and remembers the good ones by their text. */
export function documents(schema: GraphQLSchema): (text: string) => Prepared {
  const remembered = new Map<string, Prepared>()
  return (text) => {
    const known = remembered.get(text)
    if (known) return known
    const prepared = shallow(() => prepare(schema, text))
    if (prepared.document && text.length <= LONGEST_REMEMBERED) {
      if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value!)
      remembered.set(text, prepared)
    }
    return prepared
  }
}

/** What nests so deep that reading it overflows the stack is refused like anything else that nests too deep. */
function shallow(read: () => Prepared): Prepared {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { errors: [new GraphQLError('The operation nests too deep.', { extensions: { code: 'LIMIT_EXCEEDED' } })] }
  }
}

function prepare(schema: GraphQLSchema, text: string): Prepared {
  let document: DocumentNode
  try {
    document = parse(new Source(text, 'operation'), { maxTokens: MAX_TOKENS })
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [coded(error, 'GRAPHQL_PARSE_FAILED')] }
    throw error
  }
  const beyond = validate(schema, document, [limits])
  if (beyond.length > 0) return { errors: beyond }
  const errors = validate(schema, document, specifiedRules, { maxErrors: MOST_ERRORS, hideSuggestions: true })
  if (errors.length > 0) return { errors: errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) }
  return { document }
}

function coded(error: GraphQLError, code: string): GraphQLError {
  error.extensions.code ??= code
  return error
}
