import { afterAll, beforeAll, describe } from 'vitest'
import { frozenSubgraph } from './frozen-subgraph.ts'
import { openParted, type Parted } from './parted.ts'
import type { Parts } from './sites.ts'
import { LONG } from './size.ts'
import { slowSubgraph } from './slow-subgraph.ts'
import { type Stage, setStage } from './stage.ts'
import { subgraphKilled } from './subgraph-killed.ts'
import { wrongClock } from './wrong-clock.ts'

let parted: Parted
let stage: Stage

beforeAll(async () => {
  parted = await openParted()
  stage = await setStage(parted.door, LONG ? 2_000 : 400)
}, 300_000)
afterAll(() => parted?.close())

const parts: Parts = { parted: () => parted, stage: () => stage }

describe('four processes', () => {
  slowSubgraph(parts)
  frozenSubgraph(parts)
  subgraphKilled(parts)
  wrongClock(parts)
})
