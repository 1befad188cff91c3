import { expect, it } from 'vitest'
import { Turns } from './turns.ts'

/** Tasks that end when they are told to, and the order in which they began. */
function stage(turns: Turns) {
  const begun: string[] = []
  const ends: (() => void)[] = []
  const bring = (whose: string, name: string) =>
    turns.run(whose, async () => {
      begun.push(name)
      await new Promise<void>((resolve) => ends.push(resolve))
      if (name.startsWith('bad')) throw new Error(name)
    })
  return { begun, bring, end: () => ends.shift()!() }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

it('takes turns between those who wait, however many tasks each brings', async () => {
  const { begun, bring, end } = stage(new Turns(2))
  const all = [
    ...Array.from({ length: 6 }, (_, n) => bring('many', `many ${n}`)),
    bring('few', 'few 0'),
    bring('few', 'few 1'),
    bring('one', 'one 0'),
  ]
  for (const _ of all) {
    await settle()
    end()
  }
  await Promise.all(all)
  expect(begun).toEqual(['many 0', 'many 1', 'many 2', 'few 0', 'one 0', 'many 3', 'few 1', 'many 4', 'many 5'])
})

it('gives the place of a task that fails to the next', async () => {
  const { begun, bring, end } = stage(new Turns(1))
  const failing = bring('a', 'bad')
  const next = bring('a', 'next')
  await settle()
  end()
  await expect(failing).rejects.toThrow('bad')
  await settle()
  end()
  await next
  const last = bring('b', 'last')
  await settle()
  end()
  await last
  expect(begun).toEqual(['bad', 'next', 'last'])
})
