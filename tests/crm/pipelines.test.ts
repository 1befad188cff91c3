import { describe, expect, it } from 'vitest'
import { encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { type Asker, openCrm } from './crm.ts'

const crm = openCrm()

const PIPELINE = 'id name isDefault version stages { id name type position probability pipeline { id } }'
const CREATE = `createPipeline { pipeline { ${PIPELINE} } }`
const UPDATE = `updatePipeline { pipeline { ${PIPELINE} } }`
const LIST = `{ pipelines { ${PIPELINE} } }`

const stages = [
  { name: 'Lost', type: 'LOST' },
  { name: 'Talk', type: 'OPEN', probability: '12.5' },
  { name: 'Offer', type: 'OPEN', probability: '60' },
  { name: 'Won', type: 'WON' },
]

const outline = (pipeline: { stages: { name: string; type: string; position: number; probability: string }[] }) =>
  pipeline.stages.map(({ name, type, position, probability }) => `${position} ${name} ${type} ${probability}`)

const listed = async (asker: Asker) =>
  (await asker.data(LIST)).pipelines.map(({ name, isDefault }: { name: string; isDefault: boolean }) =>
    isDefault ? `${name}*` : name,
  )

describe('a pipeline', () => {
  it('is created with its stages in order, and is the default when it is the first', async () => {
    const admin = crm.as('ADMIN')
    const { pipeline } = await admin.done(CREATE, { name: 'Services', stages })
    expect(pipeline).toMatchObject({ name: 'Services', isDefault: true, version: 1 })
    expect(pipeline.id).toMatch(/^pipe_/)
    expect(outline(pipeline)).toEqual(['1 Talk OPEN 12.5', '2 Offer OPEN 60', '3 Won WON 100', '4 Lost LOST 0'])
    expect(pipeline.stages.map((stage: { pipeline: object }) => stage.pipeline)).toEqual(
      Array(4).fill({ id: pipeline.id }),
    )
    expect(await admin.data(`query ($id: ID!) { pipeline(id: $id) { ${PIPELINE} } }`, pipeline)).toEqual({ pipeline })
    expect(await admin.data(LIST)).toEqual({ pipelines: [pipeline] })
  })

  it('is the default when it is made so, alone', async () => {
    const admin = crm.as('ADMIN')
    const first = (await admin.done(CREATE, { name: 'A', stages })).pipeline
    await admin.done(CREATE, { name: 'C', stages })
    expect(await listed(admin)).toEqual(['A*', 'C'])
    await admin.done(CREATE, { name: 'B', stages, makeDefault: true })
    expect(await listed(admin)).toEqual(['A', 'B*', 'C'])
    await admin.done(UPDATE, { id: first.id, expectedVersion: 2, makeDefault: true })
    expect(await listed(admin)).toEqual(['A*', 'B', 'C'])
  })

  it('is the default alone, whoever makes one at once', async () => {
    const admin = crm.as('ADMIN')
    const names = Array.from({ length: 8 }, (_, n) => `P${n}`)
    await Promise.all(names.map((name) => admin.done(CREATE, { name, stages, makeDefault: true })))
    const { pipelines } = await admin.data(LIST)
    expect(pipelines).toHaveLength(8)
    expect(pipelines.filter(({ isDefault }: { isDefault: boolean }) => isDefault)).toHaveLength(1)
  })

  it('is renamed, its stages are renamed, rearranged and added to, and keep their ids', async () => {
    const admin = crm.as('ADMIN')
    const { pipeline } = await admin.done(CREATE, { name: 'Services', stages })
    const [talk, offer, won, lost] = pipeline.stages.map(({ id }: { id: string }) => id)
    const { pipeline: changed } = await admin.done(UPDATE, {
      id: pipeline.id,
      expectedVersion: 1,
      name: 'Projects',
      stages: [
        { id: lost, name: 'Verloren' },
        { id: offer, name: 'Talk' },
        { name: 'Draft', probability: '5' },
        { id: talk, name: 'Offer', probability: '99.99' },
        { id: won },
      ],
    })
    expect(changed).toMatchObject({ id: pipeline.id, name: 'Projects', version: 2 })
    expect(outline(changed)).toEqual([
      '1 Talk OPEN 60',
      '2 Draft OPEN 5',
      '3 Offer OPEN 99.99',
      '4 Won WON 100',
      '5 Verloren LOST 0',
    ])
    const ids = changed.stages.map(({ id }: { id: string }) => id)
    expect([ids[0], ids[2], ids[3], ids[4]]).toEqual([offer, talk, won, lost])
  })

  it('is refused when it cannot be, and leaves no trace', async () => {
    const admin = crm.as('ADMIN')
    const { pipeline } = await admin.done(CREATE, { name: 'Satış', stages })
    expect(await admin.refused('createPipeline', { name: 'SATIS', stages })).toEqual(['PIPELINE_NAME_TAKEN name'])
    expect(await admin.refused('createPipeline', { name: 'B', stages: [] })).toEqual(['STAGES_INCOMPLETE stages'])
    const doubled = [...stages, { name: 'TALK', type: 'OPEN', probability: '101' }]
    expect(await admin.refused('createPipeline', { name: 'B', stages: doubled })).toEqual([
      'STAGE_NAME_TAKEN stages.4.name',
      'STAGE_PROBABILITY stages.4.probability',
    ])
    for (const role of ['SALES', 'ACCOUNTANT', 'VIEWER'] as const) {
      const asker = crm.as(role, admin.office)
      expect(await asker.refused('createPipeline', { name: 'B', stages })).toEqual(['FORBIDDEN'])
      expect(await asker.refused('updatePipeline', { id: pipeline.id, expectedVersion: 1 })).toEqual(['FORBIDDEN'])
    }
    expect(await crm.count(admin.office, 'pipelines')).toBe(1)
    expect(await crm.count(admin.office, 'stages')).toBe(4)
  })

  it('is not changed to what it cannot be, nor in another organisation', async () => {
    const admin = crm.as('ADMIN')
    const { pipeline } = await admin.done(CREATE, { name: 'A', stages })
    await admin.done(CREATE, { name: 'B', stages })
    const [talk, offer, won, lost] = pipeline.stages
    const update = { id: pipeline.id, expectedVersion: 1 }
    const cases: [object, string][] = [
      [{ id: 'x' }, 'BAD_ID id'],
      [{ id: encodeId('pipe', newId()) }, 'PIPELINE_NOT_FOUND id'],
      [{ expectedVersion: 2 }, 'VERSION_CONFLICT expectedVersion'],
      [{ name: 'b' }, 'PIPELINE_NAME_TAKEN name'],
      [{ name: null }, 'TEXT_REQUIRED name'],
      [{ stages: [talk, won, lost].map(({ id }) => ({ id })) }, 'STAGE_MISSING stages'],
      [{ stages: [talk, offer, won, lost, talk].map(({ id }) => ({ id })) }, 'STAGE_NOT_FOUND stages.4.id'],
      [{ stages: [{ id: encodeId('stg', newId()) }] }, 'STAGE_NOT_FOUND stages.0.id'],
      [{ stages: [{ id: 'x' }] }, 'BAD_ID stages.0.id'],
      [{ stages: [talk, offer, won, lost, {}].map(({ id }) => ({ id })) }, 'TEXT_REQUIRED stages.4.name'],
      [
        { stages: [...[talk, offer, won, lost].map(({ id }) => ({ id })), { name: 'New' }] },
        'STAGE_PROBABILITY stages.4.probability',
      ],
      [
        { stages: [{ id: talk.id, name: 'Offer' }, { id: offer.id }, { id: won.id }, { id: lost.id }] },
        'STAGE_NAME_TAKEN stages.1.name',
      ],
      [
        { stages: [{ id: talk.id }, { id: offer.id }, { id: won.id, probability: '90' }, { id: lost.id }] },
        'STAGE_PROBABILITY stages.2.probability',
      ],
    ]
    for (const [change, refusal] of cases) {
      expect(await admin.refused('updatePipeline', { ...update, ...change })).toEqual([refusal])
    }
    expect(await crm.as('OWNER').refused('updatePipeline', update)).toEqual(['PIPELINE_NOT_FOUND id'])
    expect((await admin.data(LIST)).pipelines[0]).toEqual(pipeline)
  })

  it('of another organisation is not there', async () => {
    const { pipeline } = await crm.as('ADMIN').done(CREATE, { name: 'Secret', stages })
    const other = crm.as('OWNER')
    expect(await other.data('query ($id: ID!) { pipeline(id: $id) { name } pipelines { name } }', pipeline)).toEqual({
      pipeline: null,
      pipelines: [],
    })
  })
})
