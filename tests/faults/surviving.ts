import { expect } from 'vitest'
import { connected } from '../../platform/databases.ts'
import { within } from '../start/support.ts'
import { audit } from './audit.ts'
import { ask } from './door.ts'
import type { House } from './house.ts'
import { startLoad } from './load.ts'
import { BOTH } from './sites.ts'
import { ANSWERED_WITHIN, atMost } from './size.ts'
import type { Stage } from './stage.ts'
import { countsOf, spread } from './told.ts'

/** Hurts PostgreSQL again and again under load, then settles accounts: what was seen, and what the books say. */
export async function survives(house: House, stage: Stage, rounds: number, blow: () => Promise<void>) {
  const { process: kopru } = house.kopru()
  const load = startLoad(house.door, stage)
  const [away, back]: [number[], number[]] = [[], []]
  const inFlight = new Set<Stage['wishes'][number]>()
  for (let round = 0; round < rounds; round += 1) {
    const before = load.done()
    await within(60, async () => load.done() >= before + 30)
    for (const wish of load.pending) inFlight.add(wish)
    await blow()
    const since = performance.now()
    await within(60, () => accepts(house))
    const up = performance.now()
    away.push(up - since)
    await within(60, async () => (await ask(house.door(), BOTH, {}, 5_000)).codes.length === 0)
    back.push(performance.now() - up)
  }
  await load.stop()
  // Those that had been sent before the blow, and whose answers did not say what became of them.
  const cut = [...inFlight].filter(({ fate }) => fate === 'unknown').length
  const found = await audit(house.door(), house.inside, stage.wishes)
  const unanswered = Object.entries(load.codes).filter(([code]) => code.startsWith('no answer'))
  const counts = {
    ...countsOf(
      load,
      found,
      unanswered.reduce((sum, [, count]) => sum + count, 0),
    ),
    'in flight when it was hurt': inFlight.size,
    'cut off of these': cut,
    'PostgreSQL away': spread(away),
    'service back after it': spread(back),
  }
  const stands = house.kopru().process === kopru && kopru.exitCode === null && kopru.signalCode === null
  return { counts, found, load, back, cut, stands }
}

const accepts = async (house: House) =>
  connected(house.postgres().url('erp', 'kopru_owner'), (sql) => sql`select 1`).then(
    () => true,
    () => false,
  )

/** Nothing acknowledged is lost, nobody is left waiting, and the process is the one it was. */
export function passes({ found, load, back, cut, stands }: Awaited<ReturnType<typeof survives>>): void {
  expect(found.violations).toEqual([])
  expect(stands).toBe(true)
  // Whatever failed says that the same may be tried again.
  expect(Object.keys(load.codes).filter((code) => code !== 'SUBGRAPH_UNAVAILABLE')).toEqual([])
  expect(load.wishes.length).toBeGreaterThan(30)
  expect(cut).toBeGreaterThan(0)
  expect(load.slowest()).toBeLessThan(ANSWERED_WITHIN)
  expect(Math.max(...back)).toBeLessThan(atMost(5_000))
}
