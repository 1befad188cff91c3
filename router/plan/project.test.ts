import { buildSchema, getOperationAST, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { compileProjection } from './project.ts'

const schema = buildSchema('type Query { self: Query, name: String!, size: Int }')

const projecting = (text: string) => {
  const document = parse(text)
  return compileProjection(schema, document, getOperationAST(document)!)
}

describe('a projection', () => {
  it('picks what was asked in the order in which it was asked, fields of one name together', () => {
    const project = projecting('{ self { size } ...F self { ... { n: name } } } fragment F on Query { self { name } }')
    const picked = project({ more: 1, self: { name: 'a', n: 'b', size: 2, more: 3 } })
    expect(JSON.stringify(picked)).toBe('{"self":{"size":2,"name":"a","n":"b"}}')
  })

  it('has no answer where something is lacking that must be there', () => {
    expect(projecting('{ self { name } }')({ self: { name: null } })).toBeNull()
    expect(projecting('{ self { size } }')({ self: {} })).toEqual({ self: { size: null } })
  })

  it('goes into a fragment once, however often it is spread', () => {
    const doubling = Array.from({ length: 60 }, (_, n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`)
    const project = projecting(`{ self { ...f0 } } ${doubling.join(' ')} fragment f60 on Query { name }`)
    expect(project({ self: { name: 'a' } })).toEqual({ self: { name: 'a' } })
  })
})
