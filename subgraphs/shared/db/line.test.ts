import { expect, it } from 'vitest'
import { lineOf } from './line.ts'

it('is one for one thing of one organisation, and another for anything else', () => {
  expect(lineOf('org', 'import cust')).toBe(lineOf('org', 'import cust'))
  const lines = [
    lineOf('org', 'import cust'),
    lineOf('org', 'once import cust'),
    lineOf('another', 'import cust'),
    lineOf('org import', 'cust'),
    lineOf('', 'org import cust'),
  ]
  expect(new Set(lines).size).toBe(5)
})

it('fits what PostgreSQL locks by', () => {
  for (let n = 0; n < 1_000; n += 1) expect(BigInt.asIntN(64, lineOf('org', String(n)))).toBe(lineOf('org', String(n)))
})
