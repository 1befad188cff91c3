import { write } from '../../../shared/db/database.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { decodeId, encodeId, newId } from '../../../shared/relay/id.ts'
import type { Context } from '../../context.ts'
import type { SignInInput } from '../../generated/graphql.ts'
import { STRANGER } from '../../stranger.ts'
import { isPassword } from '../../users/commands/password.ts'
import { emailOf, normalized } from '../../users/user.ts'
import { type Door, doorsOf } from '../queries.ts'
import { SESSION_SECONDS } from '../token.ts'
import { type IssuedToken, issue } from './issue.ts'

/**
 * Opens a session for whoever knows the password. Refuses with SIGN_IN_FAILED, whatever is wrong;
 * SIGN_IN_THROTTLED, whether or not anybody has the address; and, only to those who know the password,
 * ORGANIZATION_REQUIRED.
 */
export async function signIn(ctx: Context, input: SignInInput): Promise<IssuedToken> {
  const { log } = ctx.desk
  const { requestId } = ctx
  try {
    const session = await openSession(ctx, input)
    const { organizationId, id } = session.user
    log.info({ requestId, organizationId, userId: id }, 'signed in')
    return session
  } catch (error) {
    if (error instanceof Refusal) log.info({ requestId, code: error.code }, 'sign-in refused')
    throw error
  }
}

async function openSession({ desk, whose }: Context, input: SignInInput): Promise<IssuedToken> {
  const email = input.email.trim().toLowerCase()
  // An id of nothing opens nothing, as an organisation that is not there.
  const asked = input.organizationId == null ? null : (decodeId('org', input.organizationId) ?? STRANGER.organizationId)
  const open = await desk.gate.try(
    { email, organizationId: asked, whose },
    () => doors(desk.database, email, asked),
    (doors) => opened(doors, input.password, whose),
  )
  if (open.length === 0) throw failed()
  const { organizationId, userId } = onlyOne(open)
  const session = await write(desk.database, { organizationId }, (tx) =>
    issue(tx, desk.signingKeys, { organizationId, userId, tokenId: newId(), expires: SESSION_SECONDS }),
  )
  if (!session) throw failed()
  return session
}

const failed = () =>
  new Refusal(
    'SIGN_IN_FAILED',
    'This e-mail address and password do not open anything here. Look at both again; after five wrong passwords nothing opens for 15 minutes.',
  )

async function doors(database: Context['database'], email: string, asked: string | null): Promise<Door[]> {
  try {
    return await doorsOf(database, emailOf(email, ['email']), asked)
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

/** Where there is no door, a password is checked all the same: the time it takes must not tell. */
async function opened(doors: readonly Door[], password: string, whose: string): Promise<Door[]> {
  if (doors.length === 0) await isPassword(normalized(password), null, whose)
  const right = await Promise.all(doors.map(({ hash }) => isPassword(normalized(password), hash, whose)))
  return doors.filter((_, index) => right[index])
}

function onlyOne(open: readonly Door[]): Door {
  if (open.length === 1) return open[0]!
  const names = open.map((door) => `${encodeId('org', door.organizationId)} (${door.organizationName})`).join(', ')
  throw new Refusal('ORGANIZATION_REQUIRED', `This opens several organisations; say which: ${names}.`, [
    'organizationId',
  ])
}
