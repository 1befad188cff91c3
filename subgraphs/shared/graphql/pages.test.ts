import { buildSchema, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { demands } from './demand.ts'

const PAGE = '@listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["nodes"])'
const ARGS = 'first: Int, after: String, last: Int, before: String, search: String'
const schema = buildSchema(`
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!]) on FIELD_DEFINITION
  type Query { customers(${ARGS}): Customers! ${PAGE} latest(first: Int): Int }
  type Customers { nodes: [Customer!]! }
  type Customer { id: ID! deals(first: Int = 7, last: Int): Customers ${PAGE} }`)
const demandOf = demands(schema)
const refusalOf = (text: string, variables: Record<string, unknown> = {}) => {
  const error = demandOf(parse(text))!.refuse(variables)
  return error && [error.extensions.code, error.message]
}
const FIRST = ['BAD_USER_INPUT', '`first` is at least 1 and at most 100.']
const LAST = ['BAD_USER_INPUT', '`last` is at least 1 and at most 100.']
const BOTH = ['BAD_USER_INPUT', 'Ask for `first` or for `last`, not for both.']
const WORDS = ['BAD_USER_INPUT', 'A text to look for has at most 200 characters, none of them NUL.']

describe('a page', () => {
  it.each([
    ['first: 0', FIRST],
    ['first: 101', FIRST],
    ['last: -1', LAST],
    ['first: 1, last: 1', BOTH],
    ['after: "x", last: 1', ['BAD_USER_INPUT', '`after` goes with `first`; with `last` say `before`.']],
    ['before: "x", first: 1', ['BAD_USER_INPUT', '`before` goes with `last`; with `first` say `after`.']],
    [`search: "a ${'x'.repeat(201)}"`, WORDS],
    ['first: 1, last: null', undefined],
    ['first: 100, after: "x"', undefined],
    ['last: 100, before: "x"', undefined],
    [`search: "${'two words '.repeat(50)}"`, undefined],
  ])('with %s is told from what is none', (args, refusal) => {
    expect(refusalOf(`{ customers(${args}) { nodes { id } } }`)).toEqual(refusal)
  })

  it('is looked at with what variables say, by themselves or by default', () => {
    const text = 'query ($n: Int = 500, $l: Int) { customers(first: $n, last: $l) { nodes { id } } }'
    expect(refusalOf(text)).toEqual(FIRST)
    expect(refusalOf(text, { n: 100 })).toBeUndefined()
    expect(refusalOf(text, { n: 100, l: 1 })).toEqual(BOTH)
    expect(refusalOf(text, { n: null, l: 101 })).toEqual(LAST)
    expect(refusalOf('{ customers { nodes { deals(last: 1) { nodes { id } } } } }')).toEqual(BOTH)
    expect(refusalOf('{ customers { nodes { deals(first: null, last: 1) { nodes { id } } } } }')).toBeUndefined()
  })

  it('is none where no list is', () => {
    expect(refusalOf('{ latest(first: 5000) }')).toBeUndefined()
  })

  it.each([
    ['a field', '{ customers(first: 500) @include(if: $m) { nodes { id } } }'],
    ['what holds it', '{ customers @skip(if: $s) { nodes { deals(first: 500) { nodes { id } } } } }'],
    ['a fragment in place', '{ ... @include(if: $m) { customers(first: 500) { nodes { id } } } }'],
    ['a fragment', '{ ...two @include(if: $m) }'],
    ['a fragment of a fragment', '{ ...one @skip(if: $s) }'],
    ['a fragment in another', '{ ...three }'],
  ])('is no matter where it is skipped: %s', (_, selection) => {
    const text = `query ($m: Boolean = true, $s: Boolean = false) ${selection}
      fragment one on Query { ...two }
      fragment two on Query { customers(first: 500) { nodes { id } } }
      fragment three on Query { ... @include(if: $m) { ...two } }`
    expect(refusalOf(text)).toEqual(FIRST)
    expect(refusalOf(text, { m: false, s: true })).toBeUndefined()
  })

  it('is refused where a fragment is asked for in one of two places', () => {
    const text = `query ($m: Boolean!) { ...two @include(if: $m) ... { ...two } }
      fragment two on Query { customers(first: 500) { nodes { id } } }`
    expect(refusalOf(text, { m: false })).toEqual(FIRST)
  })
})
