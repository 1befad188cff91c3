import { buildSchema, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { compileCompletion } from './complete.ts'
import { Failures } from './failures.ts'
import type { Data } from './merge.ts'
import { ownKeys } from './own-keys.ts'

const schema = buildSchema(`
  type Query { self: Query, name: String!, size: Int, kind: Kind, kinds: [Kind!], rows: [Row], row: Row!, any: Any }
  enum Kind { OLD NEW }
  interface Any { id: ID }
  type Row implements Any { id: ID, owner: Owner!, spare: Owner }
  type Owner { name: String!, nick: String }
`)

const completing = (text: string) => compileCompletion(schema, parse(text), ownKeys())
const complete = (text: string, data: Data, failures = new Failures()) => completing(text)(data, failures)
const pathsOf = ({ errors }: ReturnType<typeof complete>) => errors.map(({ path }) => path?.join('.'))

describe('what is completed', () => {
  it('is what was asked in the order in which it was asked, fields of one name together', () => {
    const query = '{ self { size } ...F self { ... { n: name } } } fragment F on Query { self { name } }'
    const { data } = complete(query, { more: 1, self: { name: 'a', _as_n: 'b', size: 2, more: 3 } })
    expect(JSON.stringify(data)).toBe('{"self":{"size":2,"name":"a","n":"b"}}')
  })

  it('has each fragment gone into once, however often it is spread', () => {
    const doubling = Array.from({ length: 60 }, (_, n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`)
    const query = `{ self { ...f0 } } ${doubling.join(' ')} fragment f60 on Query { name }`
    expect(complete(query, { self: { name: 'a' } })).toEqual({ data: { self: { name: 'a' } }, errors: [] })
  })

  it('depends on what came only where that is asked about', () => {
    expect(complete('{ any { id ... on Any { id } } }', { any: { id: '1' } }).data).toEqual({ any: { id: '1' } })
    const { data } = complete('{ any { id ... on Row { spare { nick } } } }', {
      any: { __typename: 'Row', id: '1', spare: null },
    })
    expect(data).toEqual({ any: { id: '1', spare: null } })
  })
})

describe('a null', () => {
  it('climbs to the next field that may be null, and says where it was', () => {
    const told = complete('{ self { name } }', { self: { name: null } })
    expect([told.data, pathsOf(told)]).toEqual([{ self: null }, ['self.name']])
    const top = complete('{ name size }', { name: null, size: 1 })
    expect([top.data, pathsOf(top)]).toEqual([null, ['name']])
    expect(complete('{ self { size } }', { self: { size: null } })).toEqual({
      data: { self: { size: null } },
      errors: [],
    })
  })

  it('is told once, without what was told beside it', () => {
    const told = complete('{ self { kind kinds row { owner { name } } } }', {
      self: { kind: 'NONE', kinds: ['NEW', 'NONE'], row: { owner: { name: null } } },
    })
    expect([told.data, pathsOf(told)]).toEqual([{ self: null }, ['self.row.owner.name']])
  })

  it('stands for a value that the schema does not know', () => {
    const told = complete('{ kind kinds size }', { kind: 'NONE', kinds: ['OLD', 'NONE'], size: 'x' })
    expect([told.data, pathsOf(told)]).toEqual([{ kind: null, kinds: null, size: null }, ['kind', 'kinds.1', 'size']])
    const shapes = complete('{ kinds self { size } }', { kinds: 'OLD', self: [] })
    expect([shapes.data, pathsOf(shapes)]).toEqual([{ kinds: null, self: null }, ['kinds', 'self']])
  })

  it('stands for what never came, and is told', () => {
    const told = complete('{ size }', {})
    expect([told.data, pathsOf(told)]).toEqual([{ size: null }, ['size']])
  })

  it('stands where an object is that has no row, and is told where none may be', () => {
    const [spare, owner] = [{}, {}]
    const failures = new Failures()
    for (const gone of [spare, owner]) failures.addMissing(gone)
    const query = '{ rows { spare { name } } }'
    expect(complete(query, { rows: [{ spare }] }, failures)).toEqual({ data: { rows: [{ spare: null }] }, errors: [] })
    const told = complete('{ rows { owner { nick name } } }', { rows: [{ owner }] }, failures)
    expect([told.data, pathsOf(told)]).toEqual([{ rows: [null] }, ['rows.0.owner']])
  })
})

describe('a failure', () => {
  const cause = { message: 'No.', extensions: { code: 'BROKEN' } }
  const failing = (object: Data, ...path: (string | number)[]) => {
    const failures = new Failures()
    failures.add(object, { cause, path })
    return failures
  }

  it('is told wherever its object stands, under the keys that the client chose', () => {
    const owner = { nick: null, _as_n: null }
    const data = { rows: [{ spare: owner }, { spare: owner }], _as_more: [{ spare: owner }] }
    const told = complete('{ rows { spare { n: nick } } more: rows { spare { nick } } }', data, failing(owner, 'nick'))
    expect(told.errors).toEqual([{ cause, path: ['more', 0, 'spare', 'nick'] }])
  })

  it('is told as deep as it was asked for', () => {
    const data: Data = { _as_all: null }
    const query = '{ all: rows { spare { n: nick } } }'
    expect(pathsOf(complete(query, data, failing(data, '_as_all', 1, 'spare', '_as_n')))).toEqual(['all.1.spare.n'])
    expect(pathsOf(complete(query, data, failing(data, '_as_all', 1, 'spare', 'hidden')))).toEqual(['all.1.spare'])
  })

  it('that names no field is told of all that did not come', () => {
    const owner = { nick: null }
    const told = complete('{ rows { spare { nick name } } }', { rows: [{ spare: owner }] }, failing(owner))
    expect([told.data, pathsOf(told)]).toEqual([{ rows: [{ spare: null }] }, ['rows.0.spare.name']])
  })

  it('is not told of what is there, or was not asked', () => {
    const data = { size: 1 }
    expect(complete('{ size }', data, failing(data, 'size')).errors).toEqual([])
    expect(complete('{ size }', data, failing(data, 'name')).errors).toEqual([])
  })

  it('that nobody gave a place is told without one, unless it explains something', () => {
    const [data, failures] = [{ size: 1, kind: null }, new Failures()]
    failures.addBeside(cause)
    expect(complete('{ size kind }', data, failures)).toEqual({ data, errors: [{ cause, path: null }] })
    failures.add(data, { cause, path: ['kind'] })
    expect(complete('{ size kind }', data, failures).errors).toEqual([{ cause, path: ['kind'] }])
  })

  it('is told at each of however many places', () => {
    const failures = new Failures()
    const rows = Array.from({ length: 10_000 }, () => ({ spare: { nick: null, name: 'a' } }))
    for (const { spare } of rows) failures.add(spare, { cause, path: ['nick'] })
    const other = { message: 'Nor this.' }
    failures.add(rows[9_999]!.spare, { cause: other, path: ['nick'] })
    const told = complete('{ rows { spare { nick } } }', { rows }, failures)
    expect(new Set(pathsOf(told))).toEqual(new Set(rows.map((_, index) => `rows.${index}.spare.nick`)))
    expect(told.errors.some((error) => error.cause === other)).toBe(true)
  })
})
