import { type GraphQLSchema, isObjectType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema as crm } from '../../subgraphs/crm/subgraph.ts'
import { schema as erp } from '../../subgraphs/erp/subgraph.ts'

const ROOTS = ['Query', 'Mutation']

/** The fields of rows, each with the columns that it reads. */
const fieldsOf = (schema: GraphQLSchema): [string, string[]][] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !ROOTS.includes(name) && !name.startsWith('__'))
    .flatMap((type) =>
      Object.values(type.getFields()).map(({ name, extensions }): [string, string[]] => [
        `${type.name}.${name}`,
        extensions.reads as string[],
      ]),
    )

describe.each([
  ['CRM', crm],
  ['ERP', erp],
])('the %s', (_, schema) => {
  it('knows of every field which columns it reads, so that no others are', () => {
    const fields = fieldsOf(schema)
    expect(fields.length).toBeGreaterThan(80)
    expect(fields.filter(([, reads]) => reads.includes('*')).map(([field]) => field)).toEqual(['Money.formatted'])
  })
})

it('reads of an invoice what an answer is made of', () => {
  expect(Object.fromEntries(fieldsOf(erp))).toMatchObject({
    'Invoice.number': ['number'],
    'Invoice.total': ['grossMinor', 'currency'],
    'Invoice.paymentState': ['state', 'grossMinor', 'appliedMinor'],
    'Invoice.lines': ['id'],
  })
})
