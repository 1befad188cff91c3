import { expect, it } from 'vitest'
import type { IdPrefix } from '../../subgraphs/shared/relay/id.ts'
import { fresh, times } from './documents.ts'
import type { Attack, Range } from './range.ts'

/** A3: operations that nest too deep, or lists in lists in lists. All of them are valid but for that. */
export function depth({ refusal, fire, ask, ours }: Range): void {
  it.each(CIRCLES)('A3: 15 levels are answered, and one more is not, at $door', async ({ door, root, id, circle }) => {
    const body = (levels: number) => ({
      query: fresh(nested(levels, root, circle)),
      variables: { id: ours().ids[id] },
    })
    const { status, codes, json } = await fire({ kind: 'A3', door, body: body(15) })
    expect([status, codes]).toEqual([200, []])
    expect(JSON.stringify(json.data).match(/"__typename"/g)?.length).toBeGreaterThan(12)
    for (const levels of [16, 17, 120, 600]) {
      const { json } = await refusal({ kind: 'A3', door, body: () => body(levels) })
      expect([levels, json.errors]).toEqual([
        levels,
        [
          expect.objectContaining({
            message: `The operation has ${levels} levels; 15 is the most.`,
            extensions: expect.objectContaining({ code: 'LIMIT_EXCEEDED' }),
          }),
        ],
      ])
    }
  })

  it.each(CIRCLES)('A3: pages of pages of pages, at $door', async ({ door, pages }) => {
    for (const size of [100, 20]) {
      const query = () => fresh(pages.replaceAll('#', `(first: ${size})`))
      const { json } = await refusal({ kind: 'A3', door, body: () => ({ query: query() }) })
      expect([size, json.errors[0].message]).toEqual([size, expect.stringMatching(/objects; 100000 is the most\.$/)])
      expect(json.errors[0].extensions.code).toBe('LIMIT_EXCEEDED')
    }
  })

  it.each(Object.entries(BEYOND_READING))('A3: %s', async (_, query) => {
    for (const door of ['router', 'identity', 'crm', 'erp'] as const) {
      const { status, codes } = await refusal({ kind: 'A3', door, body: () => ({ query: fresh(query) }) })
      expect([door, status]).toEqual([door, door === 'router' ? 400 : expect.toBeOneOf([200, 400])])
      expect(codes[0]).toMatch(/^(LIMIT_EXCEEDED|GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED)$/)
    }
  })

  it('A3: an honest page of pages is answered', async () => {
    const query =
      '{ customers(first: 5) { nodes { invoices(first: 5) { nodes { customer { name } lines { description } } } } } }'
    expect((await ask('A3', query)).codes).toEqual([])
  })
}

interface Circle {
  readonly door: NonNullable<Attack['door']>
  readonly root: string
  readonly id: IdPrefix
  /** Fields that lead back to where they began. */
  readonly circle: readonly string[]
  /** Lists in lists, within 15 levels. */
  readonly pages: string
}

/** From the customer to the invoices and back, through two subgraphs; and within each of them. */
const CIRCLES: Circle[] = [
  {
    door: 'router',
    root: 'customer(id: $id)',
    id: 'cust',
    circle: ['invoices(first: 1)', 'nodes', 'customer'],
    pages:
      '{ customers# { nodes { invoices# { nodes { customer { invoices# { nodes { customer { invoices# { nodes { id } } } } } } } } } } }',
  },
  {
    door: 'crm',
    root: 'customer(id: $id)',
    id: 'cust',
    circle: ['deals(first: 1)', 'nodes', 'customer'],
    pages:
      '{ customers# { nodes { deals# { nodes { customer { deals# { nodes { customer { deals# { nodes { id } } } } } } } } } } }',
  },
  {
    door: 'erp',
    root: 'project(id: $id)',
    id: 'proj',
    circle: ['deal', 'project'],
    pages:
      '{ projects# { nodes { invoices# { nodes { project { invoices# { nodes { project { invoices# { nodes { id } } } } } } } } } } }',
  },
]

function nested(levels: number, root: string, circle: readonly string[]): string {
  const steps = Array.from({ length: levels - 1 }, (_, n) => (n === 0 ? root : circle[(n - 1) % circle.length]!))
  return `query ($id: ID!) { ${steps.map((step) => `${step} { __typename `).join('')}${'}'.repeat(levels - 1)} }`
}

/** What nests deeper than any reader should go: it is refused by whoever notices first. */
const BEYOND_READING: Record<string, string> = {
  '1,300 levels': `{ ${'a { '.repeat(1_300)}b${' }'.repeat(1_300)} }`,
  '2,000 levels': `{ ${'a { '.repeat(2_000)}b${' }'.repeat(2_000)} }`,
  '50,000 braces': '{'.repeat(50_000),
  '50,000 brackets': `{ node(id: ${'['.repeat(50_000)}) { id } }`,
  'a literal 1,900 deep': `{ node(id: ${'['.repeat(1_900)}${']'.repeat(1_900)}) { id } }`,
  'an object 1,200 deep': `{ users(filter: ${'{not:'.repeat(1_200)}{}${'}'.repeat(1_200)}) { totalCount } }`,
  'a type 1,900 deep': `query ($a: ${'['.repeat(1_900)}ID${']'.repeat(1_900)}) { node(id: $a) { id } }`,
  'a chain of 100 fragments': `{ ...f0 } ${times(100, (n) => `fragment f${n} on Query { node(id: "x") { ...g${n} } } fragment g${n} on Node { ... on X { y { ...f${n + 1} } } }`)}`,
}
