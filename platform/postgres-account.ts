import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Account, run } from './postgres-process.ts'

/**
 * PostgreSQL refuses to run as root, so root hands it to an account that exists everywhere.
 * No account is created, and data that already has an owner keeps it.
 */
export async function serverAccount(cluster: string): Promise<Account | undefined> {
  const owner = await stat(cluster).catch(() => undefined)
  if (process.getuid?.() !== 0) {
    if (owner && owner.uid !== process.getuid?.()) {
      throw new Error(
        `${cluster} belongs to another user (uid ${owner.uid}): start Köprü as whoever made it, ` +
          'or choose another place with KOPRU_DATA_DIR.',
      )
    }
    return undefined
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }

  for (const name of ['postgres', '_postgres', 'nobody']) {
    const account = await lookUp(name)
    if (account) return account
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is neither a "postgres" nor a "nobody" account ' +
      'to run it as: start Köprü as a normal user.',
  )
}

/** Whether the account may walk down to a folder; root's own view of it says nothing. */
export async function canReach(folder: string, account: Account): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder)
  const mayEnter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
  if (!(mode & mayEnter)) return false
  const parent = dirname(folder)
  return parent === folder || canReach(parent, account)
}

async function lookUp(name: string): Promise<Account | undefined> {
  const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
  if (!uid.succeeded || !gid.succeeded) return undefined
  return { uid: Number(uid.output) | 0, gid: Number(gid.output) | 0 }
}
