import type { ApolloServerPlugin } from '@apollo/server'
import type { Asking } from './statements.ts'
import { noteErrors, noteOperation } from './trail.ts'

/** Notes what Apollo Server made of a request: its operation, and the codes it answers with. */
export const trailPlugin: ApolloServerPlugin<Asking> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue: { trail }, operation, response: { body } }) => {
      if (operation) noteOperation(trail, operation)
      if (body.kind === 'single') noteErrors(trail, body.singleResult.errors)
    },
  }),
}
