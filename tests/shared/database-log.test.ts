import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connected } from '../../platform/databases.ts'
import { write } from '../../subgraphs/shared/db/database.ts'
import { statement } from '../../subgraphs/shared/db/statement.ts'
import { asSuperuser } from '../support/cluster.ts'
import { keptLog } from '../support/log.ts'
import { put, reading, someone, things, thingsDatabase } from './things.ts'

/** Looks like a place in the code from its second line on, as when somebody pastes a stack trace. */
const SECRET = 'Xq7fSecretMarker\n    at Xq7fSecretMarker (file.ts:1:1)\n    at Xq7fSecretMarker'

const db = thingsDatabase()
const { log, lines } = keptLog()
const actor = someone()

/** What the log says of it. */
async function logged(failing: Promise<unknown>) {
  await failing.then(
    () => expect.unreachable('It should have failed.'),
    (err) => log.error({ err }, 'a request failed'),
  )
  expect(JSON.stringify(lines)).not.toContain('Xq7f')
  return lines.at(-1)!.err
}

beforeAll(() =>
  connected(asSuperuser(db.url), (owner) =>
    owner.unsafe(`alter table things add constraint things_short check (length(name) < 20)`),
  ),
)
beforeEach(() => {
  lines.length = 0
})

describe('the log of a database’s error', () => {
  it('has the constraint and the statement of a change, and none of its values', async () => {
    expect(await logged(put(db.database, actor, [{ name: SECRET }]))).toEqual({
      type: 'Error',
      message: 'new row for relation "things" violates check constraint "things_short"',
      code: '23514',
      constraint: 'things_short',
      query: expect.stringMatching(/^insert into "things" .*\$1/),
      stack: expect.stringMatching(/^new row for relation .*"things_short"\n {4}at /),
    })
  })

  it('has the statement of a change that was written by hand', async () => {
    const change = write(db.database, actor, (tx) => tx.execute(sql`select ${SECRET}::uuid`))
    expect(await logged(change)).toMatchObject({ code: '22P02', query: 'select $1::uuid' })
  })

  it('has the statement of a read, which goes past drizzle', async () => {
    const broken = statement('customer:read', (select) =>
      select({ name: things.name })
        .from(things)
        .where(sql`${sql.placeholder('name')}::uuid is not null`),
    )
    const read = reading(db.database, actor, (snapshot) => snapshot.read(broken, { name: SECRET }))
    expect(await logged(read)).toEqual({
      type: 'Error',
      message: 'The database cannot take a value (22P02).',
      code: '22P02',
      query: expect.stringMatching(/^select "name" from "things" where \$1::uuid/),
      stack: expect.stringMatching(/^The database cannot take a value \(22P02\)\.\n {4}at /),
    })
  })
})
