/** A request that is refused before it is an operation. */
export class HttpRefusal extends Error {
  readonly statusCode: number

  constructor(statusCode: number, message: string) {
    super(message)
    this.name = 'HttpRefusal'
    this.statusCode = statusCode
  }
}

/** The stable code of a refused request, for programs. */
export const codeOf = (status: number): string => CODES[status] ?? 'BAD_REQUEST'

const CODES: Record<number, string> = {
  400: 'BAD_USER_INPUT',
  401: 'UNAUTHENTICATED',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'THROTTLED',
}
