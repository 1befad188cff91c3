import { type ExecutionResult, GraphQLError, type GraphQLErrorOptions } from 'graphql'
import { isConsequence, isTooMuch, isUnavailable } from '../db/errors.ts'

/** Errors made for the client are told; all others are told to the log, once, and masked with the request's id. */
export function mask(result: ExecutionResult, requestId: string, report: (error: unknown) => void): ExecutionResult {
  if (!result.errors) return result
  const seen = new Set<unknown>()
  const tooMuch = result.errors.find(({ originalError }) => isTooMuch(originalError))?.originalError
  return {
    ...result,
    errors: result.errors.map((error) => {
      const cause = error.originalError
      if (error.extensions.code && (!cause || cause instanceof GraphQLError)) return error
      // What has no path was refused before anything ran: a variable of another kind, an operation that is not there.
      // What GraphQL itself objects to in an argument says at which node; what it objects to in an answer does not.
      if (!cause || (cause instanceof GraphQLError && (!error.path || cause.nodes?.length))) {
        return new GraphQLError(error.message, { ...parts(error), extensions: { code: 'BAD_USER_INPUT' } })
      }
      if (!seen.has(cause)) report(cause)
      seen.add(cause)
      return masked(tooMuch && isConsequence(cause) ? tooMuch : cause, requestId, parts(error))
    }),
  }
}

/** What a client is told of trouble: whether to try again or what to change, and the request's id. */
export function masked(
  cause: unknown,
  requestId: string,
  where: Pick<GraphQLErrorOptions, 'nodes' | 'path'> = {},
): GraphQLError {
  if (isTooMuch(cause)) {
    return new GraphQLError(
      'The database was stopped, as this takes longer than it may. The same would take as long again: ask for less at once, with a shorter list, fewer conditions or words, or no `totalCount`; import fewer rows.',
      { ...where, extensions: { code: 'TIME_LIMIT_EXCEEDED', requestId } },
    )
  }
  if (isUnavailable(cause)) {
    return new GraphQLError('The database behind this field does not answer at the moment. Please try again.', {
      ...where,
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', requestId },
    })
  }
  return new GraphQLError('Something went wrong on our side. Please try again; if it stays, tell us the request id.', {
    ...where,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
  })
}

const parts = ({ nodes, path }: GraphQLError) => ({ nodes: nodes ?? null, path: path ?? null })
