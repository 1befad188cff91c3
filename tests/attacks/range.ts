import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { INDISCREET } from '../bad-input/door.ts'
import type { Path } from '../support/contract.ts'
import type { TestGraph } from '../support/graph.ts'
import { type Rows, watchRows } from '../support/rows.ts'
import type { Scene } from '../support/scene.ts'
import { hostileExamples, hostileOrganizations } from './hostile.ts'
import { Ledger } from './ledger.ts'
import { openScenes } from './scenes.ts'
import { type Doors, startTarget, type Target } from './target-process.ts'
import { type Message, type Reply, send } from './wire.ts'

/** One thing that somebody hostile sends; what is not said is as an honest client of ours would have it. */
export interface Attack {
  /** As in the table of attacks: `A11`. */
  readonly kind: string
  readonly door?: keyof Doors
  readonly method?: string
  readonly path?: string
  /** Added to the usual ones; undefined takes one away. */
  readonly headers?: Message['headers']
  /** JSON, unless it is text or bytes already. Made anew for each try, so that no memory of ours makes it cheap. */
  readonly body?: unknown | (() => unknown)
}

/** What came back, and what it cost us. */
export interface Outcome extends Reply {
  readonly milliseconds: number
  readonly statements: readonly string[]
}

export const SECRET = 'known to the router alone'
export const METRICS_TOKEN = 'known to Prometheus alone'
/** In every text of the other organisation. */
export const MARKER = /zambak/i
const MOST_CPU = 100
const TRIES = 6

/** The place where one file of attacks is made: two organisations, and what serves them in a process of its own. */
export function range() {
  let world: TestGraph
  let target: Target
  let ours: Scene
  let theirs: Scene
  let rows: Rows
  let before: Record<string, string>
  const ledger = new Ledger()
  const refusedIds: string[] = []

  beforeAll(async () => {
    const opened = await openScenes('Kestane', 'Zambak')
    world = opened.world
    ;[ours, theirs] = opened.scenes as [Scene, Scene]
    rows = await watchRows(world.urls)
    before = await rows.fingerprint(theirs.company.organizationId)
    const [organizations, examplesDir] = [await hostileOrganizations(world), await hostileExamples(world)]
    const { urls, dataDir } = world
    target = await startTarget({
      urls,
      dataDir,
      secret: SECRET,
      metricsToken: METRICS_TOKEN,
      organizations,
      examplesDir,
    })
  }, 180_000)
  afterAll(async () => {
    await target?.end()
    await rows?.close()
    await world?.close()
  })

  const messageOf = ({ door = 'router', method = 'POST', path = '/graphql', headers, body }: Attack, id: string) => {
    const content = typeof body === 'function' ? body() : body
    const plain = content === undefined || typeof content === 'string' || Buffer.isBuffer(content)
    const usual = {
      authorization: ours.company.owner,
      accept: 'application/graphql-response+json',
      'x-request-id': id,
      ...(method !== 'GET' && { 'content-type': 'application/json' }),
      ...(door !== 'router' && { 'x-router-secret': SECRET }),
    }
    return { method, path, headers: { ...usual, ...headers }, body: plain ? content : JSON.stringify(content) }
  }

  /** Sends it, and makes sure of what holds for every answer whatsoever. */
  const fire = async (attack: Attack, id: string = randomUUID()): Promise<Outcome> => {
    const message = messageOf(attack, id)
    await target.spent()
    const reply = await send(target.doors[attack.door ?? 'router'], message)
    const { milliseconds, statements, evaluated } = await target.spent()
    ledger.enter(attack.kind, reply.status)
    const told = [attack.kind, attack.path, String(message.body).slice(0, 300), reply.status, reply.text.slice(0, 600)]
    expect(reply.status, told.join('\n')).toBeLessThan(500)
    expect(reply.text, told.join('\n')).not.toMatch(MARKER)
    expect(reply.text, told.join('\n')).not.toMatch(INDISCREET)
    expect(reply.text, told.join('\n')).not.toMatch(/did you mean/i)
    expect(evaluated, told.join('\n')).toEqual([])
    return { ...reply, milliseconds, statements }
  }

  /**
   * Sends it, and makes sure that it is refused as it should be: before any database hears of it, soon, and
   * in few words. What else runs at the moment is measured, too, so it may try again; the best time counts.
   */
  const refusal = async (attack: Attack): Promise<Reply> => {
    let best = Number.POSITIVE_INFINITY
    for (let attempt = 1; ; attempt += 1) {
      const id = randomUUID()
      const reply = await fire(attack, id)
      expect([attack.kind, reply.statements]).toEqual([attack.kind, []])
      if (refusedRows(reply).length === 0) expect(reply.json?.data ?? null).toBeNull()
      expect(reply.codes.length).toBeLessThanOrEqual(6)
      expect(reply.text.length).toBeLessThan(5_000)
      if (reply.status >= 400) refusedIds.push(id)
      best = Math.min(best, reply.milliseconds)
      if (best < MOST_CPU || attempt === TRIES) {
        ledger.cost(attack.kind, best)
        expect(best, `${attack.kind}: milliseconds of CPU`).toBeLessThan(MOST_CPU)
        return reply
      }
    }
  }

  const field = {
    world: () => world,
    target: () => target,
    ours: () => ours,
    theirs: () => theirs,
    ledger,
    fire,
    /** A GraphQL operation, as our owner. */
    ask: (kind: string, query: string, variables: object = {}, more: Partial<Attack> = {}) =>
      fire({ kind, body: { query, variables }, ...more }),
    refusal,
    /** The status of a refusal and its first code. */
    async refused(attack: Attack): Promise<[number, string | undefined]> {
      const reply = await refusal(attack)
      return [reply.status, reply.codes[0] ?? refusedRows(reply)[0]]
    },
    /** The tests that must come last: what all the attacks came to. */
    reckoning(atLeast: number): void {
      it('left the process standing, and nothing that it calls an error in its log', async () => {
        await target.spent()
        expect(target.alive()).toBe(true)
        expect(target.log.filter(({ level }) => level >= 50)).toEqual([])
        expect(target.noise).toEqual([])
      })

      it('left every row of the other organisation as it was', async () => {
        expect(Object.keys(before).length).toBeGreaterThan(20)
        expect(await rows.fingerprint(theirs.company.organizationId)).toEqual(before)
      })

      it('is in the log: each refused request once, by its id', async () => {
        const counts = () => Map.groupBy(target.log, ({ requestId }) => requestId)
        for (let wait = 0; wait < 50 && !counts().has(refusedIds.at(-1)); wait += 1) await sleep(100)
        const lines = counts()
        const wrong = refusedIds.filter((id) => lines.get(id)?.length !== 1)
        expect(wrong.map((id) => lines.get(id) ?? id).slice(0, 5)).toEqual([])
      })

      it(`were ${atLeast} requests or more, none answered with 500`, () => {
        console.log(ledger.table())
        expect(ledger.requests).toBeGreaterThanOrEqual(atLeast)
        expect(ledger.statuses().filter((status) => status >= 500)).toEqual([])
      })
    },
  }
  return field
}

/** How a bad value is refused that stands in that place of the variables: with its row where it is one of an import. */
export const refusalIn = ([, list, row]: Path): [number, string] =>
  list === 'rows' && row !== undefined ? [200, 'BAD_VALUE'] : [400, 'BAD_USER_INPUT']

/** The codes of the rows of an import that failed; none where it is no import, or one that did anything. */
function refusedRows({ json }: Reply): string[] {
  const reports = Object.values<{ failed?: number; rows?: ImportedRow[] } | null>(json?.data ?? {})
  const rows = reports.flatMap((report) => report?.rows ?? [])
  const all = rows.length > 0 && reports.every((report) => report?.rows && report.failed === report.rows.length)
  return all ? rows.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)) : []
}

interface ImportedRow {
  readonly userErrors: readonly { readonly code: string }[]
}

export type Range = ReturnType<typeof range>
