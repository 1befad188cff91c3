import { describe } from 'vitest'
import { frozenSubgraph } from './frozen-subgraph.ts'
import { openParted } from './parted.ts'
import { silentOwner } from './silent-owner.ts'
import { LONG } from './size.ts'
import { slowSubgraph } from './slow-subgraph.ts'
import { staged } from './staged.ts'
import { subgraphKilled } from './subgraph-killed.ts'
import { wrongClock } from './wrong-clock.ts'

const { site: parted, stage } = staged(openParted, LONG ? 2_000 : 400)

describe('four processes', () => {
  slowSubgraph({ parted, stage })
  silentOwner({ parted, stage })
  frozenSubgraph({ parted, stage })
  subgraphKilled({ parted, stage })
  wrongClock({ parted, stage })
})
