import { describe, expect, it } from 'vitest'
import { Shares, shareOf } from './shares.ts'

/** Who got in, in order; each leaves by its number. */
function door(most: number) {
  const shares = new Shares(most)
  const inside: string[] = []
  const leaves = new Map<string, () => void>()
  const come = async (who: string, organization: string, signal?: AbortSignal) => {
    const leave = await shares.enter(organization, signal)
    inside.push(who)
    leaves.set(who, leave)
  }
  const settle = () => new Promise(setImmediate)
  return { inside, come, settle, leave: (who: string) => leaves.get(who)!() }
}

describe('a share of the connections', () => {
  it.each([
    [10, 7],
    [4, 3],
    [3, 2],
    [2, 1],
    [1, 1],
  ])('of %i is %i', (connections, share) => {
    expect(shareOf(connections)).toBe(share)
  })

  it('is all that an organisation gets at once, whoever of it comes, and nobody else waits for them', async () => {
    const { inside, come, settle, leave } = door(2)
    for (const who of ['a1', 'a2', 'a3', 'a4']) void come(who, 'a')
    await settle()
    expect(inside).toEqual(['a1', 'a2'])
    for (const who of ['b1', 'b2', 'b3']) void come(who, 'b')
    await settle()
    expect(inside).toEqual(['a1', 'a2', 'b1', 'b2'])
    leave('a2')
    await settle()
    expect(inside.slice(4)).toEqual(['a3'])
    leave('a1')
    leave('a3')
    leave('b1')
    await settle()
    expect(inside.slice(5)).toEqual(['a4', 'b3'])
  })

  it('is whole again when all have left', async () => {
    const { inside, come, settle, leave } = door(1)
    for (let times = 0; times < 3; times += 1) {
      for (const who of ['x', 'y']) void come(who, 'a')
      await settle()
      leave('x')
      await settle()
      leave('y')
    }
    expect(inside).toEqual(['x', 'y', 'x', 'y', 'x', 'y'])
  })

  it('is not taken by whom nobody waits for any more', async () => {
    const { inside, come, settle, leave } = door(1)
    const gone = new AbortController()
    const [, second, third] = [come('a1', 'a'), come('a2', 'a', gone.signal), come('a3', 'a')]
    await settle()
    gone.abort()
    await expect(second).rejects.toMatchObject({ extensions: { code: 'REQUEST_ABANDONED' } })
    await expect(come('a4', 'a', gone.signal)).rejects.toMatchObject({ extensions: { code: 'REQUEST_ABANDONED' } })
    leave('a1')
    await third
    expect(inside).toEqual(['a1', 'a3'])
  })
})
