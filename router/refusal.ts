/** A request that is refused before it is an operation. */
export class HttpRefusal extends Error {
  readonly statusCode: number

  constructor(statusCode: number, message: string) {
    super(message)
    this.name = 'HttpRefusal'
    this.statusCode = statusCode
  }
}
