import { readdirSync } from 'node:fs'
import { getOperationAST, getVariableValues, isScalarType, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STUDIO } from '../platform/demo/organizations.ts'
import { idFor } from '../platform/demo/studio/ids.ts'
import { type InvoiceStory, stories } from '../platform/demo/studio/story.ts'
import { EXAMPLES } from '../platform/places.ts'
import { readExamples } from '../router/examples.ts'
import { noteOf, titleOf } from '../router/graphiql/title.ts'
import { documents } from '../subgraphs/shared/graphql/document.ts'
import { scalars } from '../subgraphs/shared/graphql/scalars.ts'
import { encodeId } from '../subgraphs/shared/relay/id.ts'
import { ask } from './support/ask.ts'
import { publicSchema } from './support/contract.ts'
import { openTestGraph, type TestGraph } from './support/graph.ts'
import { furnish, type Scene } from './support/scene.ts'

const examples = await readExamples(EXAMPLES)
const schema = publicSchema()
for (const scalar of Object.values(scalars)) {
  const type = schema.getType(scalar.name)
  if (isScalarType(type)) type.parseValue = scalar.parseValue
}

describe('the examples', () => {
  it('begin with the whole way from the customer to the cash', () => {
    expect(examples.length).toBeGreaterThanOrEqual(6)
    expect(examples[0]!.title).toBe('Customer to cash')
  })

  it('have titles of their own, and nothing lies beside them', () => {
    expect(new Set(examples.map(({ title }) => title)).size).toBe(examples.length)
    const files = readdirSync(EXAMPLES)
    const operations = files
      .filter((file) => file.endsWith('.graphql'))
      .map((file) => file.slice(0, -'.graphql'.length))
    const known = operations.flatMap((name) => [`${name}.graphql`, `${name}.json`])
    expect(files.filter((file) => !known.includes(file))).toEqual([])
  })
})

describe.each(examples)('the example “$title”', ({ query, variables }) => {
  it('says what it is, and what it shows', () => {
    expect(titleOf(query)).toMatch(/^[A-Z].{3,59}$/)
    expect(noteOf(query)).toMatch(/^[A-Z].{20,}\.$/)
  })

  it('is one named operation that the contract allows', () => {
    const { document, errors } = documents(schema)(query, 'org')
    expect(errors).toBeUndefined()
    const operation = getOperationAST(document!)
    expect(operation?.name?.value).toMatch(/^[A-Z][A-Za-z]+$/)
  })

  it('has the variables it needs, and none besides', () => {
    const declared = getOperationAST(parse(query))?.variableDefinitions ?? []
    expect(getVariableValues(schema, declared, variables ?? {}).errors).toBeUndefined()
    const names = declared.map(({ variable }) => variable.name.value)
    expect(names).toEqual(expect.arrayContaining(Object.keys(variables ?? {})))
  })
})

describe('in an organisation with something of everything', () => {
  let world: TestGraph
  let scene: Scene
  beforeAll(async () => {
    world = await openTestGraph()
    scene = await furnish(world, 'Kestane')
  })
  afterAll(() => world.close())

  it.each(examples)('“$title” is answered without an error', async ({ query, variables }) => {
    const { data, errors } = await ask(world.router, scene.company.owner, query, variables ?? {})
    expect(errors).toBeUndefined()
    expect(Object.values(data)).not.toContain(null)
    expect(world.troubles).toEqual([])
  })
})

describe('the ids in the variables', () => {
  const inputOf = (start: string) => examples.find(({ title }) => title.startsWith(start))!.variables!.input as Input

  it('name a draft of the generated studio, on whatever day it is generated', () => {
    expect([
      invoice(inputOf('Post an invoice').id, '2026-01-01'),
      invoice(inputOf('Post an invoice').id, '2028-02-29'),
    ]).toEqual([expect.objectContaining({ posted: false }), expect.objectContaining({ posted: false })])
  })

  it('name one that is overdue and nobody paid, and whose it is', () => {
    const { customerId, applications } = inputOf('Receive a payment')
    for (const day of ['2026-01-01', '2028-02-29']) {
      const found = invoice(applications[0]!.invoiceId, day)!
      expect([found.customerId, found.posted, found.payments, found.dueDate < day]).toEqual([
        customerId,
        true,
        [],
        true,
      ])
    }
  })
})

interface Input {
  readonly id: string
  readonly customerId: string
  readonly applications: readonly { readonly invoiceId: string }[]
}

/** The studio's invoice of that id, as it stands on a day. */
function invoice(id: string, today: string): (InvoiceStory & { customerId: string }) | undefined {
  const all = [...stories(120, today)].flatMap(({ deals }, index) =>
    deals.flatMap(({ project }, place) =>
      (project?.invoices ?? []).map((story, part) => ({
        ...story,
        id: encodeId('inv', idFor(STUDIO.id, 'invoice', idFor(STUDIO.id, 'project', index, place), part)),
        customerId: encodeId('cust', idFor(STUDIO.id, 'customer', index)),
      })),
    ),
  )
  return all.find((each) => each.id === id)
}
