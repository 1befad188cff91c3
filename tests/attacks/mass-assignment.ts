import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import { expect, it } from 'vitest'
import { documentOf, mutationsOf, type Path, placed, publicSchema } from '../support/contract.ts'
import { type Range, refusalIn } from './range.ts'

const schema = publicSchema()

/** A19: what nobody may say of a thing, said anyway in every object of every input. */
export function massAssignment({ refused, ours }: Range): void {
  const mutations = mutationsOf(schema).filter(({ args }) => args.length > 0)

  it.each(mutations.map((field) => ({ name: field.name, field })))('A19: $name', async ({ name, field }) => {
    const query = documentOf('mutation', field, 2)
    const input = { input: await ours().input(name) }
    const objects = objectsIn(field.args[0]!.type, ['input'])
    expect(objects.length).toBeGreaterThan(0)
    for (const { path, type } of objects) {
      for (const [forbidden, value] of Object.entries(FORBIDDEN)) {
        if (forbidden in type.getFields()) continue
        const variables = placed(input, [...path, forbidden], value)
        // A body that reaches for a prototype is not even read.
        const told = [path.join('.'), forbidden]
        expect([...told, ...(await refused({ kind: 'A19', body: { query, variables } }))]).toEqual([
          ...told,
          ...(forbidden === 'constructor' ? refusalIn([]) : refusalIn(path)),
        ])
      }
    }
  })

  it('A19: said in the document itself', async () => {
    for (const forbidden of Object.keys(FORBIDDEN)) {
      const query = `mutation { createCustomer(input: { name: "x", ${forbidden}: "x" }) { customer { id } } }`
      if (forbidden in (schema.getType('CreateCustomerInput') as GraphQLInputObjectType).getFields()) continue
      expect((await refused({ kind: 'A19', body: { query } }))[0]).toBe(400)
    }
  })
}

/** Everything that is decided, counted or computed by us, and whatever a framework would take. */
const FORBIDDEN: Record<string, unknown> = {
  state: 'POSTED',
  status: 'PAID',
  paymentState: 'PAID',
  total: '0',
  net: '0',
  tax: '0',
  paid: '1000000',
  outstanding: '0',
  number: 'INV-2025-00001',
  sequence: 1,
  version: 1,
  uuid: 'x',
  createdBy: 'user_01h455vb4pex5vsknk084sn02q',
  createdAt: '2020-01-01T00:00:00Z',
  updatedAt: '2020-01-01T00:00:00Z',
  postedAt: '2020-01-01T00:00:00Z',
  approvedBy: 'user_01h455vb4pex5vsknk084sn02q',
  organizationId: '00000000-0000-0000-0000-000000000000',
  organization_id: '00000000-0000-0000-0000-000000000000',
  tenantId: 'x',
  tenant: 'x',
  org: 'x',
  isAdmin: true,
  permissions: ['*'],
  scope: 'everything',
  passwordHash: 'x',
  journalEntryId: 'x',
  hash: 'x',
  deletedAt: null,
  constructor: { prototype: { admin: true } },
  toString: 'x',
  $where: '1',
  '': 'x',
}

interface InputObject {
  readonly path: Path
  readonly type: GraphQLInputObjectType
}

/** Every object of an input, and what stands in it; lists are entered at their first place. */
function objectsIn(type: GraphQLInputType, path: Path): InputObject[] {
  if (isNonNullType(type)) return objectsIn(type.ofType, path)
  if (isListType(type)) return objectsIn(type.ofType, [...path, 0])
  if (!isInputObjectType(type)) return []
  const inner = Object.values(type.getFields()).filter(({ type: of }) => isInputObjectType(getNamedType(of)))
  return [{ path, type }, ...inner.flatMap((field) => objectsIn(field.type, [...path, field.name]))]
}
