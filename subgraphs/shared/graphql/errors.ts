import { GraphQLError } from 'graphql'
import type { Permission } from '../auth/permissions.ts'

/** The request is malformed: the client must change it. */
export class BadInput extends GraphQLError {
  constructor(message: string, code = 'BAD_USER_INPUT') {
    super(message, { extensions: { code } })
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
