import { describe, expect, it } from 'vitest'
import { postmasterPid } from '../platform/support.ts'
import { childrenOf, killTree, within } from '../start/support.ts'
import { audit } from './audit.ts'
import { ask } from './door.ts'
import { type House, openHouse } from './house.ts'
import { startLoad } from './load.ts'
import { BOTH } from './sites.ts'
import { ANSWERED_WITHIN, LONG, times } from './size.ts'
import { staged } from './staged.ts'
import { passes, survives } from './surviving.ts'
import { countsOf, tell } from './told.ts'

const WORKERS = 2

describe.skipIf(!LONG)(`${WORKERS} workers on one port`, () => {
  const { site, stage } = staged(
    () => openHouse({ environment: { WORKERS: String(WORKERS), LOG_LEVEL: 'info' } }),
    3_000,
  )

  it('payments, while one worker after the other is killed: each is there once', async (test) => {
    const house = site()
    const rounds = times(3, 1)
    const load = startLoad(house.door, stage(), { rest: 100 })
    for (let round = 0; round < rounds; round += 1) {
      const before = load.done()
      await within(60, async () => load.done() >= before + 100)
      const workers = await workersNow(house)
      expect(workers).toHaveLength(WORKERS)
      const starts = started(house)
      process.kill(workers[round % WORKERS]!, 'SIGKILL')
      await within(60, async () => started(house) > starts)
      await within(60, async () => (await ask(house.door(), BOTH)).codes.length === 0)
    }
    await load.stop()
    const found = await audit(house.door(), house.inside, stage().wishes)
    tell(test, 'workers killed with -9', `${rounds} of ${WORKERS} workers, 16 clients`, countsOf(load, found))
    expect(found.violations).toEqual([])
    // Only whoever was connected to the one that died has no answer.
    expect(Object.keys(load.codes).filter((code) => !/^no answer: (ECONNRESET|UND_ERR_SOCKET)$/.test(code))).toEqual([])
    expect(load.slowest()).toBeLessThan(ANSWERED_WITHIN)
  }, 400_000)

  it('PostgreSQL killed with its backends: nothing acknowledged is lost, and the workers stay', async (test) => {
    const house = site()
    const rounds = times(3, 1)
    const workers = await workersNow(house)
    const outcome = await survives(house, stage(), rounds, () => killTree(postmasterPid(house.dataDir)))
    tell(test, 'PostgreSQL killed with -9, two workers', `${rounds} kills, 16 clients`, outcome.counts)
    passes(outcome)
    expect(await workersNow(house)).toEqual(workers)
  }, 400_000)
})

/** How many workers have come to the port so far. */
const started = (house: House) =>
  house
    .kopru()
    .err()
    .match(/"msg":"Server listening/g)?.length ?? 0

/** The workers of the house: its children but for PostgreSQL. */
async function workersNow(house: House): Promise<number[]> {
  const children = await childrenOf(house.kopru().process.pid!)
  const postmaster = await postmasterPid(house.dataDir).catch(() => 0)
  return children.filter((pid) => pid !== postmaster).sort((a, b) => a - b)
}
