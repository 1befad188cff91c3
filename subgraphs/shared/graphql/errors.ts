import { GraphQLError } from 'graphql'
import type { Permission } from '../auth/permissions.ts'

/** The request is malformed: the client must change it. */
export class BadInput extends GraphQLError {
  constructor(message: string, code = 'BAD_USER_INPUT') {
    super(message, { extensions: { code } })
  }
}

/** Nobody waits for the answer any more: what is left of the work is not done. */
export class Abandoned extends GraphQLError {
  constructor() {
    super('Nobody waits for this any more.', { extensions: { code: 'REQUEST_ABANDONED' } })
  }
}

/** The field exists, but not for this actor. */
export class Forbidden extends GraphQLError {
  constructor(permission: Permission) {
    super(`This needs the permission ${permission}, which you do not have.`, {
      extensions: { code: 'FORBIDDEN' },
    })
  }
}
