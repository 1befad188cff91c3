import { afterAll, beforeAll, describe } from 'vitest'
import { type House, openHouse } from './house.ts'
import { idleTransactions } from './idle-transactions.ts'
import { postgresKilled } from './postgres-killed.ts'
import type { Whole } from './sites.ts'
import { LONG } from './size.ts'
import { type Stage, setStage } from './stage.ts'
import { stopping } from './stopping.ts'

let house: House
let stage: Stage

beforeAll(async () => {
  house = await openHouse()
  stage = await setStage(house.door(), LONG ? 8_000 : 600)
}, 300_000)
afterAll(() => house?.close())

const whole: Whole = { house: () => house, stage: () => stage }

describe('one process', () => {
  idleTransactions(whole)
  postgresKilled(whole)
  stopping(whole)
})
