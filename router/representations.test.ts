import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { inParts } from './representations.ts'

const representations = (count: number) => Array.from({ length: count }, (_, n) => ({ __typename: 'Deal', id: `${n}` }))

describe('entities', () => {
  it('are asked for as they come while they are few, and where there are none', async () => {
    const variables = { representations: representations(1_000), first: 3 }
    expect(await inParts(variables, async (given) => ({ data: { same: given === variables } }))).toEqual({
      data: { same: true },
    })
    expect(await inParts(undefined, async (given) => ({ data: { given } }))).toEqual({ data: { given: undefined } })
  })

  it('are asked for by the thousand, and come back in their order, with errors at their places', async () => {
    const asked: number[] = []
    const { data, errors } = await inParts({ representations: representations(2_001), first: 3 }, async (given) => {
      const part = given!.representations as { id: string }[]
      asked.push(part.length)
      return {
        data: { _entities: part.map(({ id }) => ({ id, first: given!.first })) },
        errors: [new GraphQLError('No.', { path: ['_entities', 0, 'name'], extensions: { code: 'FORBIDDEN' } })],
      }
    })
    expect(asked).toEqual([1_000, 1_000, 1])
    expect(data!._entities).toEqual(representations(2_001).map(({ id }) => ({ id, first: 3 })))
    expect(errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['_entities', 0, 'name'], 'FORBIDDEN'],
      [['_entities', 1_000, 'name'], 'FORBIDDEN'],
      [['_entities', 2_000, 'name'], 'FORBIDDEN'],
    ])
  })

  it('keep their places where a part is short, or has none', async () => {
    const { data } = await inParts({ representations: representations(3_001) }, async (given) => {
      const part = given!.representations as { id: string }[]
      if (part[0]!.id === '1000') return { data: { _entities: null } }
      return { data: { _entities: part.slice(0, 999).map(({ id }) => ({ id })) } }
    })
    const all = data!._entities as ({ id: string } | undefined)[]
    expect([all[998], all[999], all[1_500], all[2_000], all[2_999], all[3_000]]).toEqual([
      ...[{ id: '998' }, undefined, undefined, { id: '2000' }, undefined, { id: '3000' }],
    ])
  })

  it('are refused together when a part is', async () => {
    const refused = { errors: [new GraphQLError('No.')] }
    expect(await inParts({ representations: representations(1_001) }, async () => refused)).toBe(refused)
  })
})
