import { describe, expect, it } from 'vitest'
import { connectionsPerPool } from './pools.ts'

describe('the connections of a process', () => {
  it.each([
    [1, 10],
    [2, 10],
    [4, 10],
    [5, 9],
    [8, 5],
    [16, 2],
    [21, 2],
  ])('with %i workers are %i for each subgraph', (workers, connections) => {
    expect(connectionsPerPool(workers)).toBe(connections)
    expect(workers * (3 * connections + 1)).toBeLessThanOrEqual(150)
  })
})
