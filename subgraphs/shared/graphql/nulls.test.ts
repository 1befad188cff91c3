import { buildSchema, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { demands } from './demand.ts'

const schema = buildSchema(`
  type Query {
    customer(id: ID!): Customer
    nodes(ids: [ID!]!): [Customer]!
    customers(first: Int! = 20, orderBy: Order, name: String): [Customer!]!
  }
  type Customer { id: ID! name(language: String! = "en"): String }
  input Order { field: String!, direction: String! = "ASC", then: [Order!] }`)
const demandOf = demands(schema)
const refusalOf = (text: string, variables: Record<string, unknown>) =>
  demandOf(parse(text))!.refuse(variables)?.toJSON()

describe('a variable that is null where nothing may be', () => {
  it.each([
    ['of an argument', 'query ($v: ID = "x") { customer(id: $v) { id } }'],
    ['of an argument that has a default', 'query ($v: Int) { customers(first: $v) { id } }'],
    ['in a list', 'query ($v: ID = "x") { nodes(ids: ["y", $v]) { id } }'],
    ['in an input object', 'query ($v: String) { customers(orderBy: { field: "name", direction: $v }) { id } }'],
    [
      'deep in one',
      'query ($v: String) { customers(orderBy: { field: "name", then: [{ field: "id", direction: $v }] }) { id } }',
    ],
    ['of @include', 'query ($v: Boolean = true) { customer(id: "x") { id name @include(if: $v) } }'],
    ['of @skip on a fragment', 'query ($v: Boolean = true) { customer(id: "x") { id ... @skip(if: $v) { name } } }'],
    [
      'in a fragment',
      'query ($v: String = "de") { customer(id: "x") { ...more } } fragment more on Customer { name(language: $v) }',
    ],
    ['of introspection', 'query ($v: String = "Query") { __type(name: $v) { name } }'],
  ])('%s is refused, and what is left out is not', (_, text) => {
    expect(refusalOf(text, { v: null })).toMatchObject({
      message: 'v: This must not be null where the operation uses it. Leave it out to get its default.',
      extensions: { code: 'BAD_USER_INPUT', path: ['v'] },
    })
    expect(refusalOf(text, {})).toBeUndefined()
  })

  it('is refused by its default, too', () => {
    const text = 'query ($v: Int = null) { customers(first: $v) { id } }'
    expect(refusalOf(text, {})?.extensions).toEqual({ code: 'BAD_USER_INPUT', path: ['v'] })
    expect(refusalOf(text, { v: 3 })).toBeUndefined()
  })

  it('is not looked for where null is welcome, nor in other operations', () => {
    expect(refusalOf('query ($v: String) { customers(name: $v) { id } }', { v: null })).toBeUndefined()
    const two = parse(`query a($v: String = "x") { customers(name: $v) { id } }
      query b($v: ID = "x") { ...other } fragment other on Query { customer(id: $v) { id } }`)
    expect(demandOf(two, 'a')!.refuse({ v: null })).toBeUndefined()
    expect(demandOf(two, 'b')!.refuse({ v: null })?.extensions.code).toBe('BAD_USER_INPUT')
  })

  it.each([
    ['a field', '{ customer(id: $v) @include(if: $m) { id } }'],
    ['what holds it', '{ customer(id: "x") @include(if: $m) { name(language: $v) } }'],
    ['a fragment', '{ ...more @include(if: $m) } fragment more on Query { customer(id: $v) { id } }'],
    ['a fragment in place', '{ ... @include(if: $m) { customer(id: $v) { id } } }'],
  ])('is no matter where it is skipped: %s', (_, selection) => {
    const text = `query ($v: ID = "x", $m: Boolean = true) ${selection}`
    expect(refusalOf(text, { v: null, m: false })).toBeUndefined()
    expect(refusalOf(text, { v: null })?.extensions?.code).toBe('BAD_USER_INPUT')
  })

  it('is found where it is not skipped, though it is elsewhere', () => {
    const text = `query ($v: ID = "x", $m: Boolean = true) {
      a: customer(id: $v) @include(if: $m) { id } b: customer(id: $v) { id } }`
    expect(refusalOf(text, { v: null, m: false })?.extensions?.code).toBe('BAD_USER_INPUT')
  })
})
