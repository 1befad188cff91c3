import { expect, it } from 'vitest'
import { inOrder, TooManyNew } from './in-order.ts'

const asker = (token: string, organization = token) => ({ token, organization })
const MANY = { waiting: 9, waitingTogether: 99 }

it('lets askers take turns, so that one of few is not behind one of many', async () => {
  const run = inOrder({ atOnce: 1, ...MANY })
  const done: string[] = []
  const task = (name: string) => run(asker(name[0]!), async () => void done.push(name))
  await Promise.all(['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'c2'].map(task))
  expect(done).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'c2', 'a4'])
})

it('lets organisations take turns however many tokens they have, and the tokens of each', async () => {
  const run = inOrder({ atOnce: 1, ...MANY })
  const done: string[] = []
  const task = (name: string) => run(asker(name.slice(0, 2), name[0]), async () => void done.push(name))
  await Promise.all(['ax1', 'ax2', 'ax3', 'ay1', 'ay2', 'az1', 'bx1', 'bx2'].map(task))
  expect(done).toEqual(['ax1', 'ax2', 'bx1', 'ay1', 'bx2', 'az1', 'ax3', 'ay2'])
})

it('runs so many at once and no more, and goes on after one that fails', async () => {
  const run = inOrder({ atOnce: 2, ...MANY })
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
  const settled = await Promise.allSettled([0, 1, 2, 3, 4, 5].map((n) => run(asker('a'), task(n))))
  expect([most, settled.map(({ status }) => status[0]).join('')]).toEqual([2, 'frfrfr'])
})

it('refuses whoever has too many waiting, and nobody else', async () => {
  const run = inOrder({ atOnce: 1, waiting: 2, waitingTogether: 3 })
  const held = Promise.withResolvers<void>()
  const first = run(asker('a', 'org'), () => held.promise)
  const others = [run(asker('a', 'org'), async () => 2), run(asker('a', 'org'), async () => 3)]
  const refused = run(asker('a', 'org'), async () => 4)
  await expect(refused).rejects.toThrow(TooManyNew)
  await expect(refused).rejects.toMatchObject({ extensions: { code: 'THROTTLED', scope: 'TOKEN', retryAfter: 1 } })
  const colleague = run(asker('b', 'org'), async () => 5)
  await expect(run(asker('c', 'org'), async () => 6)).rejects.toMatchObject({
    message: '3 new operations of your organisation wait to be planned already. Try again in 1 s.',
    extensions: { code: 'THROTTLED', scope: 'ORGANIZATION', retryAfter: 1 },
  })
  const innocent = run(asker('d'), async () => 7)
  held.resolve()
  await first
  expect(await Promise.all([...others, colleague, innocent])).toEqual([2, 3, 5, 7])
})
