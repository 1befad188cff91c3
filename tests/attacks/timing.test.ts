import type { FastifyRequest } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { knowsSecret } from '../../subgraphs/shared/server.ts'
import { times } from '../faults/size.ts'
import { ask } from '../support/ask.ts'
import type { TestGraph } from '../support/graph.ts'
import type { Scene } from '../support/scene.ts'
import { openScenes } from './scenes.ts'

/** A18, A31: how long an answer takes must not tell what the answer does not. */
const SAMPLES = times(10_000, 600)
const MOST_T = 4.5

let world: TestGraph
let ours: Scene
let theirs: Scene

beforeAll(async () => {
  const opened = await openScenes('Kestane', 'Zambak')
  world = opened.world
  ;[ours, theirs] = opened.scenes as [Scene, Scene]
}, 180_000)
afterAll(() => world.close())

describe('an id of another organisation', () => {
  it.each([
    ['invoice', 'inv'],
    ['customer', 'cust'],
    ['user', 'user'],
    ['node', 'pay'],
  ] as const)('takes as long as one of nobody: %s', { timeout: 600_000 }, async (field, prefix) => {
    const query = `query ($id: ID!) { ${field}(id: $id) { id } }`
    const known = encodeId(prefix, newId())
    const find = async (id: string) => {
      const { data } = await ask(world.router, ours.company.owner, query, { id })
      if (data[field] !== null) throw new Error(`${id} is found.`)
    }
    const t = await compare([() => find(theirs.ids[prefix]), () => find(known)], SAMPLES)
    expect(Math.abs(t)).toBeLessThan(MOST_T)
  })
})

describe('a guess of the secret of the router', () => {
  const secret = 'a secret of forty characters or so, long'
  const guess = (said: string) => async () => {
    if (knowsSecret({ headers: { 'x-router-secret': said } } as unknown as FastifyRequest, secret))
      throw new Error('Right.')
  }

  it.each([
    ['is right but for its end', `${secret.slice(0, -1)}x`],
    ['is too short', secret.slice(0, -8)],
  ])('takes as long when it %s as when it is all wrong', async (_, near) => {
    const far = 'x'.repeat(near.length)
    expect(Math.abs(await compare([guess(near), guess(far)], SAMPLES * 10))).toBeLessThan(MOST_T)
  })
})

it('would be seen if it differed', async () => {
  const spend = (rounds: number) => async () => {
    let sum = 0
    for (let round = 0; round < rounds; round += 1) sum += Math.sqrt(round)
    if (sum < 0) throw new Error('Never.')
  }
  expect(Math.abs(await compare([spend(5_000), spend(5_500)], SAMPLES))).toBeGreaterThan(MOST_T)
})

type Task = () => Promise<void>

/** Welch's t of two tasks done in random order; the slowest, in which others were at work, are left out of both. */
async function compare(tasks: readonly [Task, Task], samples: number): Promise<number> {
  // What else happens on the machine may favour one of them once, but hardly three times.
  const found = []
  for (let round = 0; round < 3; round += 1) found.push(await measure(tasks, Math.ceil(samples / 3)))
  return found.sort((a, b) => Math.abs(a) - Math.abs(b))[1]!
}

async function measure(tasks: readonly [Task, Task], samples: number): Promise<number> {
  for (let warm = 0; warm < 100; warm += 1) for (const task of tasks) await task()
  const times: [number[], number[]] = [[], []]
  for (let count = 0; count < samples; count += 1) {
    const order = Math.random() < 0.5 ? ([0, 1] as const) : ([1, 0] as const)
    for (const which of order) {
      const since = performance.now()
      await tasks[which]()
      times[which].push(performance.now() - since)
    }
  }
  const sorted = times.flat().sort((a, b) => a - b)
  const most = sorted[Math.floor(sorted.length * 0.9)]!
  const [a, b] = times.map((all) => describeSample(all.filter((time) => time <= most)))
  return (a!.mean - b!.mean) / Math.sqrt(a!.variance / a!.count + b!.variance / b!.count)
}

function describeSample(values: readonly number[]): { count: number; mean: number; variance: number } {
  const count = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  return { count, mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1) }
}
