import { buildSchema, isObjectType, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { noteReading, parametersOf, readings } from './reading.ts'

describe('what a function takes out of its first parameter', () => {
  it.each<[string, (...given: never[]) => unknown, string[]]>([
    ['one property', ({ id }: { id: string }) => id, ['id']],
    ['two, and others’ parameters', ({ a, b }: Two, { first }: { first: number }) => [a, b, first], ['a', 'b']],
    ['with a promise', async ({ a }: Two) => a, ['a']],
    ['as a declared function', declared, ['a', 'b']],
    ['over several lines', ({ a, b }: { a: string; b: string }) => a + b, ['a', 'b']],
  ])('is known: %s', (_, resolve, expected) => {
    expect(parametersOf(resolve)).toEqual(expected)
  })

  it.each<[string, (...given: never[]) => unknown]>([
    ['it takes the whole', (row: Two) => row.a],
    ['it takes the rest', ({ a, ...rest }: Two) => [a, rest]],
    ['it renames', ({ a: other }: Two) => other],
    ['it has a default', ({ a = '' }: { a?: string }) => a],
    ['a property is taken apart again', ({ a: { length } }: Two) => length],
    ['it has no parameters', () => 1],
    ['it sees all it is given', (...given: never[]) => given],
    ['it could look at its arguments', new Function('{ a }', 'return [a, arguments[0]]') as never],
    ['it is not ours', JSON.stringify as never],
  ])('is not known where %s', (_, resolve) => {
    expect(parametersOf(resolve)).toBeNull()
  })
})

interface Two {
  readonly a: string
  readonly b: string
}

function declared({ a, b }: Two): string {
  return a + b
}

describe('what an operation reads', () => {
  const schema = buildSchema(`
    type Query { invoice: Invoice! node: Node! any: Any }
    interface Node { id: ID! note: String }
    union Any = Invoice | Line
    type Invoice implements Node { id: ID! note: String number: String total: String whole: String lines: [Line!]! }
    type Line implements Node { id: ID! note: String net: String invoice: Invoice }`)
  const resolvers: Record<string, Record<string, (row: never) => unknown>> = {
    Invoice: {
      total: ({ grossMinor, currency }: { grossMinor: bigint; currency: string }) => `${grossMinor} ${currency}`,
      whole: (row) => JSON.stringify(row),
    },
    Line: { invoice: ({ invoiceId }: { invoiceId: string }) => ({ id: invoiceId }) },
  }
  for (const [name, fields] of Object.entries(resolvers)) {
    const type = schema.getType(name)
    if (isObjectType(type))
      for (const [field, resolve] of Object.entries(fields)) type.getFields()[field]!.resolve = resolve as never
  }
  const columnsOf = readings(noteReading(schema))
  const read = (text: string, type: string) => {
    const names = columnsOf(parse(text))(type)
    // What links to others is no column, and harms nobody.
    return (
      names &&
      [...names]
        .filter((name) => name !== 'lines')
        .sort()
        .join(' ')
    )
  }

  it.each([
    ['{ invoice { id number } }', 'Invoice', 'id number'],
    ['{ invoice { theNumber: number again: number } }', 'Invoice', 'number'],
    ['{ invoice { total } }', 'Invoice', 'currency grossMinor'],
    ['{ invoice { number lines { net invoice { note } } } }', 'Invoice', 'note number'],
    ['{ invoice { lines { net invoice { note } } } }', 'Line', 'invoiceId net'],
    ['{ invoice { ...F } } fragment F on Invoice { number ... on Node { note } }', 'Invoice', 'note number'],
    ['{ node { id ... on Invoice { number } } }', 'Invoice', 'id number'],
    ['{ node { id ... on Invoice { number } } }', 'Line', 'id'],
    ['{ any { __typename ... on Line { net } } }', 'Line', 'net'],
    ['{ any { __typename ... on Line { net } } }', 'Invoice', ''],
    ['query A { invoice { id } } query B { invoice { number } }', 'Invoice', 'id number'],
    ['query ($no: Boolean!) { invoice { id @skip(if: $no) number } }', 'Invoice', 'id number'],
  ])('%s: of %s these: %s', (text, type, expected) => {
    expect(read(text, type)).toBe(expected)
  })

  it('may be everything', () => {
    expect(read('{ invoice { number whole } }', 'Invoice')).toBeNull()
    expect(read('{ invoice { whole number } }', 'Invoice')).toBeNull()
    expect(read('{ invoice { number whole lines { net } } }', 'Line')).toBe('net')
  })

  it('is worked out once for a document', () => {
    const document = parse('{ invoice { number } }')
    expect(columnsOf(document)).toBe(columnsOf(document))
  })
})
