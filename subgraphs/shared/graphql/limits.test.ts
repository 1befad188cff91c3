import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { documents } from './document.ts'

const schema = buildSchema('type Query { self: Query, other: Query, name: String }')
const prepare = documents(schema)
const documentOf = (text: string) => prepare(text, 'org')
const refusal = (text: string) => documentOf(text).errors?.map(({ message, extensions }) => [extensions.code, message])
const times = (count: number, make: (n: number) => string) => Array.from({ length: count }, (_, n) => make(n)).join(' ')
const exceeded = (message: string) => [['LIMIT_EXCEEDED', message]]

describe('a document', () => {
  it('may have 30 aliases in an operation, those of fragments too', () => {
    const aliases = (count: number) => times(count, (n) => `self { a${n}: name }`)
    expect(refusal(`{ ${times(15, (n) => `a${n}: self { b${n}: name }`)} }`)).toBeUndefined()
    expect(refusal(`{ self { ${aliases(31)} } }`)).toEqual(exceeded('The operation has 31 aliases; 30 is the most.'))
    expect(refusal(`{ self { ...a } other { ...a } } fragment a on Query { ${aliases(16)} }`)).toEqual(
      exceeded('The operation has 32 aliases; 30 is the most.'),
    )
  })

  it('may have 3 aliases inside introspection', () => {
    const schema = (count: number) => `{ s: __schema { types { ${times(count, (n) => `a${n}: name`)} } } }`
    expect(refusal(schema(2))).toBeUndefined()
    expect(refusal(schema(3))).toEqual(exceeded('The operation has 31 aliases; 30 is the most.'))
    expect(refusal(`{ ${times(20, (n) => `a${n}: __type(name: "Query") { name }`)} }`)).toBeUndefined()
  })

  it('may have 3 directives at one place and 100 in all, known or not', () => {
    const skip = '@skip(if: false)'
    expect(refusal(`{ ${times(50, () => `name ${skip} @include(if: true)`)} }`)?.[0]?.[1]).toMatch(/root fields/)
    expect(refusal(`{ self { ${times(50, () => `name ${skip} @include(if: true)`)} } }`)).toBeUndefined()
    expect(refusal(`{ self { ${times(51, () => `name ${skip} @include(if: true)`)} } }`)).toEqual(
      exceeded('The operation has 102 directives; 100 is the most.'),
    )
    expect(refusal(`{ name ${'@a'.repeat(1_000)} }`)).toEqual(
      exceeded('The operation has 1000 directives at one place; 3 is the most.'),
    )
    expect(refusal(`query ($a: Int ${'@a '.repeat(4)}) { name }`)).toEqual(
      exceeded('The operation has 4 directives at one place; 3 is the most.'),
    )
  })

  it('may hold 100 operations and fragments', () => {
    const operations = (count: number) => times(count, (n) => `query Q${n} { name }`)
    expect(refusal(operations(100))).toBeUndefined()
    expect(refusal(operations(101))).toEqual(exceeded('The operation has 101 definitions; 100 is the most.'))
  })

  it('may have 100,000 characters', () => {
    expect(refusal(`{ name }${' '.repeat(99_992)}`)).toBeUndefined()
    expect(refusal(`{ name }${' '.repeat(99_993)}`)).toEqual(exceeded('An operation has at most 100000 characters.'))
  })

  const TOO_WIDE = exceeded('The operation repeats too many fields.')

  it('may repeat a field 200 times, and not more', () => {
    expect(refusal(`{ self { ${'name '.repeat(200)} } }`)).toBeUndefined()
    expect(refusal(`{ self { ${'name '.repeat(201)} } }`)).toEqual(TOO_WIDE)
    expect(refusal(`{ self { ${'... { name } '.repeat(201)} } }`)).toEqual(TOO_WIDE)
  })

  it('counts repeated fields wherever they meet when they are put together', () => {
    const repeated = (count: number) => `self { ${'name '.repeat(count)} } `
    expect(refusal(`{ self { ${repeated(10).repeat(15)} } }`)).toBeUndefined()
    expect(refusal(`{ self { ${repeated(10).repeat(21)} } }`)).toEqual(TOO_WIDE)
  })

  it('is refused before its fragments are spread out without end', () => {
    const doubling = times(30, (n) => `fragment f${n} on Query { self { ...f${n + 1} } other { ...f${n + 1} } }`)
    expect(refusal(`{ ...f0 } ${doubling} fragment f30 on Query { name }`)?.[0]?.[0]).toBe('LIMIT_EXCEEDED')
    for (const many of [30, 60]) {
      const bare = times(many, (n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`)
      expect(refusal(`{ self { ...f0 } } ${bare} fragment f${many} on Query { name }`)).toEqual(TOO_WIDE)
    }
    const flat = times(90, (n) => `fragment f${n} on Query { name ${times(12, (k) => `...f${(n + k + 1) % 90}`)} }`)
    expect(refusal(`{ self { ...f0 } } ${flat}`)).toEqual(TOO_WIDE)
  })

  it('is measured where only introspection nests so deep, and where nothing leads to it', () => {
    const deep = (levels: number, inner: string) => `{ ${'ofType { '.repeat(levels)}${inner}${' }'.repeat(levels)} }`
    const schema = (levels: number, inner: string) => `{ __type(name: "Query") ${deep(levels, inner)} }`
    expect(refusal(schema(23, 'name'))).toBeUndefined()
    expect(refusal(schema(24, 'name'))).toEqual(exceeded('The operation has 26 levels; 25 is the most.'))
    expect(refusal(schema(20, 'name '.repeat(201)))).toEqual(TOO_WIDE)
    expect(refusal(`{ name } fragment f on __Type ${deep(15, 'name '.repeat(201))}`)?.[0]?.[0]).toBe('LIMIT_EXCEEDED')
  })

  it('names the circle its fragments go in', () => {
    const circle = '{ self { ...a } } fragment a on Query { name ...b } fragment b on Query { name ...a }'
    expect(refusal(circle)).toEqual([
      ['GRAPHQL_VALIDATION_FAILED', 'Cannot spread fragment "a" within itself via "b".'],
    ])
  })
})
