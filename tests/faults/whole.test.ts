import { describe } from 'vitest'
import { openHouse } from './house.ts'
import { idleTransactions } from './idle-transactions.ts'
import { postgresKilled } from './postgres-killed.ts'
import { LONG } from './size.ts'
import { staged } from './staged.ts'
import { stopping } from './stopping.ts'

const { site: house, stage } = staged(openHouse, LONG ? 8_000 : 600)

describe('one process', () => {
  idleTransactions({ house, stage })
  postgresKilled({ house, stage })
  stopping({ house, stage })
})
