import { expect, it } from 'vitest'
import { ShortMemory } from './memory.ts'

it('remembers for a while', () => {
  const memory = new ShortMemory<string>(1_000, 10)
  memory.keep('a', 'there', 0)
  expect([memory.recall('a', 999), memory.recall('a', 1_000), memory.recall('b', 0)]).toEqual([
    'there',
    undefined,
    undefined,
  ])
  memory.keep('a', 'there still', 900)
  expect(memory.recall('a', 1_899)).toBe('there still')
})

it('holds the latest, and no more', () => {
  const memory = new ShortMemory<number>(1_000, 3)
  for (const n of [1, 2, 3, 1, 4, 5]) memory.keep(`${n}`, n, 0)
  expect([1, 2, 3, 4, 5].map((n) => memory.recall(`${n}`, 0))).toEqual([1, undefined, undefined, 4, 5])
  expect(memory.size).toBe(3)
})
