import { basename } from 'node:path'
import type { Sql } from 'postgres'
import { markOf, unfinished } from '../../subgraphs/identity/unfinished-restore.ts'
import { connected, type Database, databases } from '../databases.ts'
import type { OpenBackup } from './open-backup.ts'

/** The commits of a restore, from before the first of them until everything else is done. */
export interface Commits {
  /** Whether an attempt with this very backup was cut off in them: what the databases hold is its own, or was given up. */
  readonly resumed: boolean
  /** Writes down, for whoever looks after a crash, that the databases may be of different days from now on. */
  begin(): Promise<void>
  done(name: Database): void
  end(): Promise<void>
  /** What to tell of a failure, with what it left behind. */
  failed(error: Error & { severity?: string }): Promise<Error>
}

export async function openCommits(identityUrl: string, backup: OpenBackup): Promise<Commits> {
  const inIdentity = <T>(task: (sql: Sql) => Promise<T>) => connected(identityUrl, task)
  const before = await inIdentity(async (sql) => {
    // It must be there for others while the transaction that fills the database is still open.
    await sql`create schema if not exists migrations`
    return markOf(sql)
  })
  const { id } = backup.manifest
  let begun = false
  const done: Database[] = []
  return {
    resumed: before?.includes(id) ?? false,
    begin: async () => {
      await inIdentity((sql) => write(sql, unfinished(`${basename(backup.path)} (${id})`)))
      begun = true
    },
    done: (name) => done.push(name),
    end: () => inIdentity((sql) => write(sql, null)),
    failed: async (error) => {
      if (!begun) return error
      // Where the server itself refused the first of them, nothing has come to pass.
      const undone = done.length === 0 && error.severity === 'ERROR'
      const tidied = undone && (await inIdentity((sql) => write(sql, before)).then(yes, no))
      return tidied ? error : new Error(sentence(done, error), { cause: error })
    },
  }
}

const yes = () => true
const no = () => false

async function write(sql: Sql, mark: string | null): Promise<void> {
  const [comment] = await sql`select format('comment on schema migrations is %L', ${mark}::text) as statement`
  await sql.unsafe(comment!.statement)
}

/** A commit whose answer was lost may have come to pass. */
function sentence(done: readonly Database[], { message }: Error): string {
  const rest = databases.filter((name) => !done.includes(name))
  const state =
    rest.length === 0
      ? 'All three databases are restored, but what comes after them failed'
      : `The restore was cut off between its commits: ${done.join(' and ') || 'nothing'} is restored, ` +
        `${rest.join(' and ')} not, or not surely`
  return `${state} (${message}). Köprü will not start on that: run the same restore again.`
}
