import { expect, it } from 'vitest'
import { newTrail, outcomeOf } from './trail.ts'

it.each([
  [[], 200, 'ok'],
  [['CUSTOMER_NOT_FOUND'], 200, 'refused'],
  [['REFERENCE_UNVERIFIED'], 200, 'failed'],
  [['FORBIDDEN', 'SUBGRAPH_UNAVAILABLE'], 200, 'failed'],
  [[], 503, 'failed'],
  [[], 401, 'refused'],
] as const)('%j with status %i is %s', (codes, status, outcome) => {
  expect(outcomeOf({ ...newTrail(), codes: [...codes] }, status)).toBe(outcome)
})
