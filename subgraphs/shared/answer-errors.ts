import type { FastifyBaseLogger, FastifyError, FastifyInstance } from 'fastify'
import { Unauthenticated } from './auth/identify.ts'

/**
 * Answers what is thrown beside an operation, at every door in the same way: a refusal in its own words, trouble of
 * ours in none, but for the request's id, under which the log has all of it.
 */
export function answerErrors(app: FastifyInstance, log: FastifyBaseLogger): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error instanceof Unauthenticated ? 401 : (error.statusCode ?? 500)
    if (status === 401) reply.header('www-authenticate', 'Bearer')
    if (status < 500) return reply.code(status).send(refusal(error.message, { code: codeOf(status) }))
    log.error({ err: error, requestId: request.id }, 'a request failed')
    const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId: request.id }
    return reply.code(500).send(refusal('Something went wrong on our side. Please tell us the request id.', extensions))
  })
}

/** The stable code of a refused request, for programs. */
export const codeOf = (status: number): string => CODES[status] ?? 'BAD_REQUEST'

const CODES: Record<number, string> = {
  400: 'BAD_USER_INPUT',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'THROTTLED',
}

const refusal = (message: string, extensions: object) => ({ errors: [{ message, extensions }] })
