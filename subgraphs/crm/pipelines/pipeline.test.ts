import { describe, expect, it } from 'vitest'
import { decimal } from '../../shared/money/decimal.ts'
import { arrange, checkRoom, DEFAULT_PIPELINE, type StageType, type Wish } from './pipeline.ts'

const wish = (name: string, type: StageType, probability: string | null = null): Wish => ({
  name,
  type,
  probability: probability === null ? null : decimal(probability),
})
const won = wish('Won', 'WON')
const lost = wish('Lost', 'LOST')
const talk = wish('Talk', 'OPEN', '12.5')

const refused = (code: string, path: string[]) =>
  expect.objectContaining({ errors: expect.arrayContaining([expect.objectContaining({ code, path })]) })

describe('the stages of a pipeline', () => {
  it('are the open ones as wished, then the won and the lost one', () => {
    const stages = arrange([lost, wish('Offer', 'OPEN', '60'), won, talk], ['stages'])
    expect(
      stages.map(({ name, position, probabilityBasisPoints }) => [name, position, probabilityBasisPoints]),
    ).toEqual([
      ['Offer', 1, 6_000],
      ['Talk', 2, 1_250],
      ['Won', 3, 10_000],
      ['Lost', 4, 0],
    ])
  })

  it.each<[string, Wish[]]>([
    ['nothing', []],
    ['no open stage', [won, lost]],
    ['no won stage', [talk, lost]],
    ['no lost stage', [talk, won]],
    ['two won stages', [talk, won, wish('Won too', 'WON'), lost]],
    ['two lost stages', [talk, won, lost, wish('Lost too', 'LOST')]],
  ])('are refused with %s', (_, wishes) => {
    expect(() => arrange(wishes, ['stages'])).toThrow(refused('STAGES_INCOMPLETE', ['stages']))
  })

  it('are at most 50', () => {
    const open = Array.from({ length: 48 }, (_, n) => wish(`Stage ${n}`, 'OPEN', '1'))
    expect(arrange([...open, won, lost], [])).toHaveLength(50)
    expect(() => arrange([...open, talk, won, lost], ['stages'])).toThrow(refused('STAGES_TOO_MANY', ['stages']))
  })

  it('have names that people can tell apart', () => {
    expect(() => arrange([talk, wish('TALK', 'OPEN', '1'), won, lost], ['stages'])).toThrow(
      refused('STAGE_NAME_TAKEN', ['stages', '1', 'name']),
    )
    expect(() => arrange([wish('Maß ‘A’', 'OPEN', '1'), wish("MASS 'a'", 'OPEN', '1'), won, lost], [])).toThrow(
      refused('STAGE_NAME_TAKEN', ['1', 'name']),
    )
  })

  it.each(['-0.01', '100.01', '12.345', '0.000000001'])('are not open with a probability of %s percent', (text) => {
    expect(() => arrange([wish('Talk', 'OPEN', text), won, lost], ['stages'])).toThrow(
      refused('STAGE_PROBABILITY', ['stages', '0', 'probability']),
    )
  })

  it.each(['0', '100', '100.00', '33.33', '7.500'])('are open with a probability of %s percent', (text) => {
    expect(arrange([wish('Talk', 'OPEN', text), won, lost], [])).toHaveLength(3)
  })

  it('are certain once they are won or lost', () => {
    expect(arrange([talk, wish('Won', 'WON', '100'), wish('Lost', 'LOST', '0.00')], [])).toHaveLength(3)
    const wrong = [wish('Talk', 'OPEN'), wish('Won', 'WON', '99'), wish('Lost', 'LOST', '1')]
    expect(() => arrange(wrong, ['stages'])).toThrow(
      expect.objectContaining({
        errors: [0, 1, 2].map((index) =>
          expect.objectContaining({ code: 'STAGE_PROBABILITY', path: ['stages', String(index), 'probability'] }),
        ),
      }),
    )
  })

  it('are of the default pipeline what they would be of any', () => {
    const wishes = DEFAULT_PIPELINE.stages.map(({ name, type, probabilityBasisPoints }) =>
      wish(name, type, String(probabilityBasisPoints / 100)),
    )
    expect(arrange(wishes, [])).toMatchObject(DEFAULT_PIPELINE.stages)
  })
})

it('an organisation has at most 100 pipelines', () => {
  expect(checkRoom(99)).toBeUndefined()
  expect(() => checkRoom(100)).toThrow(expect.objectContaining({ code: 'PIPELINES_TOO_MANY' }))
})
