import { parse } from 'graphql'
import { expect, it } from 'vitest'
import { extentOf, reckon } from './extent.ts'

it('counts a fragment at each place where it is spread, as what is compiled holds it there', () => {
  const once = '{ self { ...f } } fragment f on Query { a b c }'
  const often = '{ self { ...f x { ...f } y { ...f } } } fragment f on Query { a b c }'
  expect(extentOf(parse(once)).fields).toBe(5 + 3)
  expect(extentOf(parse(often)).fields).toBe(15 + 3)
})

it('counts what is no field, too: a long list of literals takes room', () => {
  const { nodes, fields } = extentOf(parse(`{ a(in: [${'1 '.repeat(500)}]) }`))
  expect(fields).toBe(1)
  expect(nodes).toBeGreaterThan(500)
  expect(reckon(10, 1_000)({ nodes, fields })).toBe(1_500 + nodes * 10 + 1_000)
})
