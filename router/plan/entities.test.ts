import { buildSchema, GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { entityGroup, relocate } from './entities.ts'

const schema = buildSchema('type Query { rows: [Row] } type Row { owner: Owner } type Owner { id: ID! }')
const group = entityGroup(schema, {
  key: '_entities',
  variable: 'representations',
  paths: [[{ Field: 'rows' }, '@', { Field: 'owner' }]],
  requires: [{ kind: 'Field', name: 'id' }],
})
const rows = (count: number) => ({
  rows: Array.from({ length: count }, () => ({ owner: { __typename: 'Owner', id: '1' } })),
})
const failures = (count: number) =>
  Array.from({ length: count }, (_, n) => new GraphQLError('No.', { path: ['_entities', 0, `f${n}`] }))
const pathsOf = (errors: number, places: number) =>
  relocate(failures(errors), [group], rows(places)).map(({ path }) => path)

describe('the errors of a fetch', () => {
  it('stand wherever the entity stands that they are about', () => {
    expect(pathsOf(2, 2)).toEqual([
      ['rows', 0, 'owner', 'f0'],
      ['rows', 1, 'owner', 'f0'],
      ['rows', 0, 'owner', 'f1'],
      ['rows', 1, 'owner', 'f1'],
    ])
  })

  it('stand on the way to the entities when they are about none', () => {
    const [error] = relocate([new GraphQLError('No.', { extensions: { code: 'DOWN' } })], [group], rows(2))
    expect([error!.path, error!.extensions]).toEqual([['rows', 'owner'], { code: 'DOWN' }])
  })

  it('are 100 at most, however many places there are, and each of them is told', () => {
    expect(pathsOf(1, 200_000)).toHaveLength(100)
    const paths = pathsOf(20, 10_000)
    expect([paths.length, new Set(paths.map((path) => path!.at(-1))).size]).toEqual([100, 20])
    expect(pathsOf(300, 3)).toHaveLength(100)
    expect(pathsOf(3, 34)).toHaveLength(99)
  })
})
