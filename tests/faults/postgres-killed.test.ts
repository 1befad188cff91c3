import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connected } from '../../platform/databases.ts'
import { postmasterPid } from '../platform/support.ts'
import { killTree, within } from '../start/support.ts'
import { audit } from './audit.ts'
import { ask, mustAsk } from './door.ts'
import { type House, openHouse } from './house.ts'
import { type Load, startLoad } from './load.ts'
import { atMost, LONG, times } from './size.ts'
import { type Stage, setStage } from './stage.ts'
import { countsOf, spread, tell } from './told.ts'

let house: House
let stage: Stage

beforeAll(async () => {
  house = await openHouse()
  stage = await setStage(house.door(), LONG ? 4_000 : 500)
}, 300_000)
afterAll(() => house?.close())

const PROBE = '{ customers(first: 1) { nodes { name receivable { outstanding { amount } } } } }'

/** Hurts PostgreSQL again and again under load; how long it was away, and the service after it. */
async function hurt(rounds: number, blow: () => Promise<void>, load: Load) {
  const [away, back]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    const before = load.done()
    await within(60, async () => load.done() >= before + 30)
    await blow()
    const since = performance.now()
    await within(60, () => accepts())
    const up = performance.now()
    away.push(up - since)
    await within(60, async () => (await ask(house.door(), PROBE, {}, 5_000)).codes.length === 0)
    back.push(performance.now() - up)
  }
  return { away, back }
}

const accepts = async () =>
  connected(house.postgres().url('erp', 'kopru_owner'), (sql) => sql`select 1`).then(
    () => true,
    () => false,
  )

async function survives(rounds: number, blow: () => Promise<void>) {
  const pid = house.kopru().process.pid
  const load = startLoad(house.door, stage)
  const { away, back } = await hurt(rounds, blow, load)
  await load.stop()
  const found = await audit(house.door(), house.inside, stage.wishes)
  const unanswered = Object.entries(load.codes).filter(([code]) => code.startsWith('no answer'))
  const counts = {
    ...countsOf(
      load,
      found,
      unanswered.reduce((sum, [, count]) => sum + count, 0),
    ),
    'PostgreSQL away': spread(away),
    'service back after it': spread(back),
  }
  return {
    counts,
    found,
    load,
    back,
    exits: house.kopru().process.pid === pid && house.kopru().process.exitCode === null ? 0 : 1,
  }
}

describe('PostgreSQL under load', () => {
  it('killed with its backends: nothing acknowledged is lost, nobody is left waiting', async (test) => {
    const rounds = times(20, 3)
    const outcome = await survives(rounds, () => killTree(postmasterPid(house.dataDir)))
    tell(test, 'PostgreSQL killed with -9', `${rounds} kills, 16 clients`, outcome.counts)
    passes(outcome)
    expect(await readFile(join(house.dataDir, 'postgres.log'), 'utf8')).toContain('automatic recovery in progress')
  }, 400_000)

  it('stopped at once, as by pg_ctl stop -m immediate', async (test) => {
    const rounds = times(5, 1)
    const outcome = await survives(rounds, async () => {
      process.kill(await postmasterPid(house.dataDir), 'SIGQUIT')
      await sleep(20)
    })
    tell(test, 'PostgreSQL stopped at once (immediate)', `${rounds} stops, 16 clients`, outcome.counts)
    passes(outcome)
  }, 200_000)

  it('with all its connections terminated', async (test) => {
    const rounds = times(20, 2)
    const superuser = house.postgres().url('postgres', 'postgres')
    const outcome = await survives(rounds, () =>
      connected(superuser, async (sql) => {
        await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'kopru-%'`
      }),
    )
    tell(test, 'all connections terminated', `${rounds} times, 16 clients`, outcome.counts)
    passes(outcome)
  }, 200_000)
})

function passes({ found, load, back, exits }: Awaited<ReturnType<typeof survives>>): void {
  expect(found.violations).toEqual([])
  expect(exits).toBe(0)
  // Whatever failed says that the same may be tried again.
  expect(Object.keys(load.codes).filter((code) => code !== 'SUBGRAPH_UNAVAILABLE')).toEqual([])
  expect(load.wishes.length).toBeGreaterThan(30)
  expect(Math.max(...back)).toBeLessThan(atMost(5_000))
}

it('is ready again afterwards, and its books verify', async () => {
  const { verifyLedger } = await mustAsk(house.door(), '{ verifyLedger { valid entries } }')
  expect(verifyLedger.valid).toBe(true)
})
