import { type Decimal, unitsAt } from '../../shared/money/decimal.ts'
import { Refusal } from '../../shared/refusal.ts'
import { fold } from '../../shared/text/fold.ts'

type Path = readonly (string | number)[]

/** A deal is open, won or lost as the stage it is in. */
export type StageType = 'OPEN' | 'WON' | 'LOST'

/** A stage as somebody wishes it. */
export interface Wish {
  readonly name: string
  readonly type: StageType
  readonly probability: Decimal | null
}

export interface Stage {
  readonly name: string
  readonly type: StageType
  readonly position: number
  readonly probabilityBasisPoints: number
}

/** What an organisation sells by until it says otherwise. */
export const DEFAULT_PIPELINE: { readonly name: string; readonly stages: readonly Stage[] } = {
  name: 'Sales',
  stages: [
    { name: 'Lead in', type: 'OPEN', position: 1, probabilityBasisPoints: 1_000 },
    { name: 'Qualified', type: 'OPEN', position: 2, probabilityBasisPoints: 2_500 },
    { name: 'Proposal', type: 'OPEN', position: 3, probabilityBasisPoints: 5_000 },
    { name: 'Negotiation', type: 'OPEN', position: 4, probabilityBasisPoints: 7_500 },
    { name: 'Won', type: 'WON', position: 5, probabilityBasisPoints: 10_000 },
    { name: 'Lost', type: 'LOST', position: 6, probabilityBasisPoints: 0 },
  ],
}

const MOST_PIPELINES = 100
const MOST_STAGES = 50

/** Refuses with PIPELINES_TOO_MANY: they are listed without pages. */
export function checkRoom(pipelines: number): void {
  if (pipelines < MOST_PIPELINES) return
  throw new Refusal('PIPELINES_TOO_MANY', `An organisation has at most ${MOST_PIPELINES} pipelines.`)
}

/**
 * The stages of a pipeline: the open ones in the order wished, then the won and the lost one. Refuses with
 * STAGES_TOO_MANY, STAGES_INCOMPLETE, STAGE_NAME_TAKEN, STAGE_PROBABILITY.
 */
export function arrange<Wished extends Wish>(wishes: readonly Wished[], path: Path): (Wished & Stage)[] {
  if (wishes.length > MOST_STAGES) {
    throw new Refusal('STAGES_TOO_MANY', `A pipeline has at most ${MOST_STAGES} stages.`, path)
  }
  const count = (type: StageType) => wishes.filter((wish) => wish.type === type).length
  if (count('OPEN') < 1 || count('WON') !== 1 || count('LOST') !== 1) {
    const message = 'A pipeline needs at least one open stage, exactly one won and exactly one lost stage.'
    throw new Refusal('STAGES_INCOMPLETE', message, path)
  }
  Refusal.all([...takenNames(wishes, path), ...wrongProbabilities(wishes, path)])
  return wishes
    .toSorted((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type))
    .map((wish, index) => ({ ...wish, position: index + 1, probabilityBasisPoints: basisPoints(wish) }))
}

const ORDER: readonly StageType[] = ['OPEN', 'WON', 'LOST']

const takenNames = (wishes: readonly Wish[], path: Path): Refusal[] =>
  wishes.flatMap(({ name }, index) => {
    const first = wishes.findIndex((other) => fold(other.name) === fold(name))
    return first === index
      ? []
      : new Refusal('STAGE_NAME_TAKEN', 'Another stage has this name.', [...path, index, 'name'])
  })

const wrongProbabilities = (wishes: readonly Wish[], path: Path): Refusal[] =>
  wishes.flatMap((wish, index) =>
    isProbable(wish) ? [] : new Refusal('STAGE_PROBABILITY', EXPECTED[wish.type], [...path, index, 'probability']),
  )

const EXPECTED: Record<StageType, string> = {
  OPEN: 'The probability of an open stage is 0 to 100 percent, with at most two digits after the point.',
  WON: 'What is won has a probability of 100 percent.',
  LOST: 'What is lost has a probability of 0 percent.',
}

const FIXED = { WON: 10_000, LOST: 0 } as const

function isProbable(wish: Wish): boolean {
  const { type, probability } = wish
  if (probability === null) return type !== 'OPEN'
  const exact = unitsAt(probability, 9) % 10_000_000n === 0n
  const points = unitsAt(probability, 2)
  return exact && (type === 'OPEN' ? points >= 0n && points <= 10_000n : points === BigInt(FIXED[type]))
}

const basisPoints = ({ type, probability }: Wish): number =>
  type === 'OPEN' ? Number(unitsAt(probability!, 2)) : FIXED[type]
