import { expect, it } from 'vitest'
import { inOrder, TooManyNew } from './in-order.ts'

it('lets askers take turns, so that one of few is not behind one of many', async () => {
  const run = inOrder({ atOnce: 1, waiting: 9 })
  const done: string[] = []
  const task = (name: string) => run(name[0]!, async () => void done.push(name))
  await Promise.all(['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'c2'].map(task))
  expect(done).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'c2', 'a4'])
})

it('runs so many at once and no more, and goes on after one that fails', async () => {
  const run = inOrder({ atOnce: 2, waiting: 9 })
  let running = 0
  let most = 0
  const task = (n: number) => async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise(setImmediate)
    running -= 1
    if (n % 2) throw new Error('odd')
    return n
  }
  const settled = await Promise.allSettled([0, 1, 2, 3, 4, 5].map((n) => run('a', task(n))))
  expect([most, settled.map(({ status }) => status[0]).join('')]).toEqual([2, 'frfrfr'])
})

it('refuses whoever has too many waiting, and nobody else', async () => {
  const run = inOrder({ atOnce: 1, waiting: 2 })
  const held = Promise.withResolvers<void>()
  const first = run('a', () => held.promise)
  const others = [run('a', async () => 2), run('a', async () => 3)]
  const refused = run('a', async () => 4)
  await expect(refused).rejects.toThrow(TooManyNew)
  await expect(refused).rejects.toMatchObject({ extensions: { code: 'THROTTLED', retryAfter: 1 } })
  const innocent = run('b', async () => 5)
  held.resolve()
  await first
  expect(await Promise.all([...others, innocent])).toEqual([2, 3, 5])
})
