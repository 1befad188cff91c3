import { DrizzleQueryError } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { withoutValues } from './errors.ts'

const SECRET = '$argon2id$v=19$secret'

describe('an error of the database, for the log', () => {
  it('keeps what was asked and what went wrong, and none of the values', () => {
    const cause = Object.assign(new Error('duplicate key value violates unique constraint "users_email"'), {
      ...{ code: '23505', constraint_name: 'users_email', detail: `Key (hash)=(${SECRET}) already exists.` },
      parameters: [SECRET],
    })
    const told = withoutValues(new DrizzleQueryError('insert into passwords values ($1)', [SECRET], cause)) as Error
    expect(told).toMatchObject({
      message: cause.message,
      code: '23505',
      constraint: 'users_email',
      query: 'insert into passwords values ($1)',
    })
    expect(told.stack).toMatch(/^duplicate key .*\n\s*at /)
    expect(JSON.stringify({ ...told, message: told.message, stack: told.stack, cause: told.cause })).not.toContain(
      'argon2id',
    )
  })

  it('does not repeat the value that Postgres could not read', () => {
    const cause = Object.assign(new Error(`invalid input syntax for type uuid: "${SECRET}"`), { code: '22P02' })
    const told = withoutValues(cause) as Error
    expect(told.message).toBe('The database cannot take a value (22P02).')
    expect(told.stack).not.toContain('argon2id')
  })

  it('repeats no value that looks like a place in the code', () => {
    const pasted = `it fails\n    at ${SECRET} (file.ts:1:1)\n    at nowhere`
    const full = Object.assign(new Error('could not extend file'), { code: '53100' })
    const told = withoutValues(new DrizzleQueryError('update deals set note = $1', [pasted], full)) as Error
    expect(told.stack).toMatch(/^could not extend file\n {4}at .*errors\.test\.ts/)
    expect(told.stack).not.toContain('argon2id')
  })

  it('says so when the database was not there at all', () => {
    const away = Object.assign(new Error('write CONNECTION_CLOSED'), { code: 'CONNECTION_CLOSED' })
    const told = withoutValues(new DrizzleQueryError('select $1', [SECRET], away)) as Error
    expect(told.message).toBe('write CONNECTION_CLOSED')
    expect(told.stack).not.toContain('argon2id')
  })

  it('is left alone when it is another', () => {
    const bug = new TypeError('undefined is not a function')
    expect(withoutValues(bug)).toBe(bug)
  })
})
