import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { documents } from './document.ts'

const schema = buildSchema('type Query { self: Query, name: String }')
const prepare = documents(schema)
const documentOf = (text: string) => prepare(text, 'org')
const nested = (depth: number) => `${'{ self '.repeat(depth)}{ name }${' }'.repeat(depth)}`
const codes = (text: string) => documentOf(text).errors?.map(({ extensions }) => extensions.code)

describe('a document', () => {
  it('is prepared once and remembered by its text', () => {
    expect(documentOf('{ name }').document).toBeDefined()
    expect(documentOf('{ name }')).toBe(documentOf('{ name }'))
  })

  it('may nest 15 fields deep, and not deeper', () => {
    expect(codes(nested(14))).toBeUndefined()
    expect(codes(nested(15))).toEqual(['LIMIT_EXCEEDED'])
  })

  it('never overflows the stack', () => {
    expect(['GRAPHQL_PARSE_FAILED', 'LIMIT_EXCEEDED']).toContain(codes(nested(1_300))?.[0])
    expect(codes(nested(100_000))).toHaveLength(1)
  })

  it('may have 20 root fields, through fragments too', () => {
    const fields = (count: number) => Array.from({ length: count }, (_, n) => `a${n}: name`).join(' ')
    expect(codes(`{ ${fields(20)} }`)).toBeUndefined()
    expect(codes(`{ ${fields(10)} ...more } fragment more on Query { ${fields(21).slice(0, 500)} }`)).toEqual([
      'LIMIT_EXCEEDED',
    ])
  })

  it('is refused when its fragments go in circles, without hanging', () => {
    expect(codes('{ ...a } fragment a on Query { self { ...b } } fragment b on Query { self { ...a } }')).toContain(
      'GRAPHQL_VALIDATION_FAILED',
    )
  })

  it('hints at no names', () => {
    expect(documentOf('{ nam }').errors![0]!.message).not.toMatch(/did you mean/i)
  })
})
