import { afterAll, beforeAll, expect, it } from 'vitest'
import { within } from '../start/support.ts'
import { type FreshDatabase, freshDatabase } from '../support/cluster.ts'
import { openWay, type Way } from '../support/way.ts'
import { audit } from './audit.ts'
import { ask, health } from './door.ts'
import { type House, openHouse } from './house.ts'
import { startLoad } from './load.ts'
import { ANSWERED_WITHIN, atMost, LONG } from './size.ts'
import { type Stage, setStage } from './stage.ts'
import { countsOf, tell } from './told.ts'

let databases: FreshDatabase[] = []
let way: Way
let house: House
let stage: Stage

beforeAll(async () => {
  databases = await Promise.all((['identity', 'crm', 'erp'] as const).map(freshDatabase))
  way = await openWay(databases[0]!.appUrl)
  const [identity, crm, erp] = databases.map(({ appUrl }) => {
    const url = new URL(appUrl)
    url.host = new URL(way.url).host
    return url.href
  })
  const environment = { DATABASE_URL_IDENTITY: identity, DATABASE_URL_CRM: crm, DATABASE_URL_ERP: erp }
  house = await openHouse({ environment, erpUrl: databases[2]!.ownerUrl })
  stage = await setStage(house.door(), 300)
}, 300_000)
afterAll(async () => {
  await house?.close()
  way?.cut()
  await Promise.all(databases.map(({ drop }) => drop()))
})

const PROBE = '{ customers(first: 1) { nodes { name receivable { outstanding { amount } } } } }'

it('a PostgreSQL gone silent without closing: everybody is answered in time, and the pool is free again', async (test) => {
  const seconds = LONG ? 30 : 16
  const load = startLoad(house.door, stage, { clients: 40 })
  await within(60, async () => load.done() >= 30)
  way.be('silent')
  const since = performance.now()
  const held = way.connections
  const [live, ready] = await Promise.all([health(house.door().url, 'live'), health(house.door().url, 'ready')])
  expect([live, ready]).toEqual([200, 503])
  const noticed = performance.now() - since
  // Connections that were open are given up one and all; those that are tried since then last 5 s at most.
  await within(60, async () => performance.now() - since > 12_000 && Object.keys(load.codes).length > 0)
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000 - (performance.now() - since)))
  expect(await health(house.door().url, 'live')).toBe(200)
  way.be('open')
  const healed = performance.now()
  await within(60, async () => (await ask(house.door(), PROBE)).codes.length === 0)
  const back = performance.now() - healed
  await load.stop()
  const found = await audit(house.door(), house.inside, stage.wishes)
  tell(test, 'PostgreSQL silent (half-open)', `${seconds} s, 40 clients`, {
    ...countsOf(load, found),
    'connections held then': held,
    'ready says 503 after': `${Math.round(noticed)} ms`,
    'service back after': `${Math.round(back)} ms`,
  })
  expect(found.violations).toEqual([])
  expect(Object.keys(load.codes)).toEqual(['SUBGRAPH_UNAVAILABLE'])
  // What waited for a statement was told after 12 s; what waited for a connection, by the router after 15 s.
  expect(load.slowest()).toBeLessThan(ANSWERED_WITHIN)
  expect(noticed).toBeLessThan(atMost(4_000))
  expect(back).toBeLessThan(atMost(8_000))
  expect(await health(house.door().url, 'ready')).toBe(200)
}, 150_000)
