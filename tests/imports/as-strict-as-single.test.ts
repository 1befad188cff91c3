import { type GraphQLInputObjectType, getNamedType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSigningKeys } from '../../subgraphs/identity/signing-keys.ts'
import { PERMISSIONS, type Permission, ROLES, type Role } from '../../subgraphs/shared/auth/permissions.ts'
import { newId } from '../../subgraphs/shared/relay/id.ts'
import { data } from '../support/ask.ts'
import { mutationsOf, placed, placesIn, publicSchema } from '../support/contract.ts'
import { openTestGraph, type TestGraph } from '../support/graph.ts'
import { furnish, type Scene } from '../support/scene.ts'

/** No import does for anybody what its single mutations refuse them, and none takes what these do not. */

interface Single {
  readonly create: string
  /** What is imported stays as it is where there is none. */
  readonly update: string | null
  /** What a row must say so that creating one could say the same. */
  readonly row?: object
}

const SINGLE: Record<string, Single> = {
  importContacts: { create: 'createContact', update: 'updateContact' },
  importCustomers: { create: 'createCustomer', update: 'updateCustomer' },
  importDeals: {
    create: 'createDeal',
    update: 'updateDeal',
    row: { stage: 'OPEN', createdOn: null, closedOn: null, lostReason: null, lostNote: null },
  },
  importInvoices: { create: 'createInvoice', update: 'updateInvoice', row: { post: false } },
  importPayments: { create: 'receivePayment', update: null, row: { invoiceId: null } },
  importProducts: { create: 'createProduct', update: 'updateProduct' },
  importProjects: { create: 'createProject', update: 'updateProject', row: { state: 'PLANNED' } },
  importUsers: { create: 'createUser', update: 'updateUser' },
}

const schema = publicSchema()
const imports = mutationsOf(schema).flatMap(({ name }) => (name.startsWith('import') ? [name] : []))
const inputOf = (name: string) =>
  getNamedType(mutationsOf(schema).find((field) => field.name === name)!.args[0]!.type) as GraphQLInputObjectType
const rowOf = (name: string) => getNamedType(inputOf(name).getFields().rows!.type) as GraphQLInputObjectType

type Input = Record<string, unknown>
type Complaint = { code: string; path: string[] }

let graph: TestGraph
let scene: Scene
const actors: [string, string][] = []
beforeAll(async () => {
  graph = await openTestGraph()
  scene = await furnish(graph, 'Strict')
  for (const role of Object.keys(ROLES) as Role[]) actors.push([role, await scene.company.hire(role)])
  const reading = PERMISSIONS.filter((permission) => permission.endsWith(':read'))
  for (const one of PERMISSIONS) {
    actors.push([`all but ${one}`, await narrowed(PERMISSIONS.filter((permission) => permission !== one))])
    actors.push([`reading and ${one}`, await narrowed([...reading, one])])
    actors.push([one, await narrowed([one])])
  }
})
afterAll(() => graph.close())

/** An owner's token that may do only this. */
async function narrowed(scopes: readonly Permission[]): Promise<string> {
  const keys = await openSigningKeys({ dataDir: graph.dataDir })
  const now = Math.floor(Date.now() / 1_000)
  const { organizationId: org, currency: cur, timeZone: tz } = scene.company
  const claims = { sub: newId(), org, role: 'OWNER', jti: newId(), cur, tz, iat: now, exp: now + 600 }
  return `Bearer ${await keys.sign({ ...claims, scope: scopes.join(' ') })}`
}

async function complaints(name: string, input: Input, by = scene.company.owner): Promise<Complaint[]> {
  const rows = name.startsWith('import') ? 'rows { id userErrors { code path } }' : ''
  const document = `mutation ($input: ${inputOf(name).name}!) { ${name}(input: $input) { ${rows} userErrors { code path } } }`
  const payload = (await data(graph.router, by, document, { input }))[name]
  return [payload, ...(payload.rows ?? [])].flatMap(({ userErrors }) => userErrors)
}

let references = 0
const reference = () => {
  references += 1
  return { source: 'strict', id: `strict-${references}` }
}

/** A good row, new to us. */
async function goodRow(name: string): Promise<Input> {
  const { rows } = (await scene.input(name)) as { rows: Input[] }
  return { ...rows[0], ...SINGLE[name]!.row, externalReference: reference() }
}

async function importing(name: string, row: Input, by?: string): Promise<Complaint[]> {
  const input = { ...(await scene.input(name)), rows: [row], dryRun: true, atomic: false }
  const found = await complaints(name, input, by)
  return found.map(({ code, path }) => ({ code, path: path.slice(path[0] === 'rows' ? 2 : 0) }))
}

/** The same by itself. */
async function creating(name: string, row: Input, by?: string): Promise<Complaint[]> {
  const { create } = SINGLE[name]!
  const known = Object.keys(inputOf(create).getFields())
  const said = Object.fromEntries(
    Object.entries(row).filter(([field]) => field !== 'externalReference' && known.includes(field)),
  )
  const needed = await scene.input(create, 'required')
  return complaints(create, { ...needed, ...said }, by)
}

it('every import is held against what does the same by itself', () => {
  expect(Object.keys(SINGLE).sort()).toEqual([...imports].sort())
})

describe.each(imports)('%s', (name) => {
  it('makes nothing for whom its single mutation makes nothing, and says the same', async () => {
    for (const [who, by] of actors) {
      const [many] = await importing(name, await goodRow(name), by)
      const [one] = await creating(name, await goodRow(name), by)
      expect([who, many?.code]).toEqual([who, one?.code])
    }
  })

  it('refuses what its single mutation refuses of what is said, in the same place', async () => {
    const shared = Object.keys(inputOf(SINGLE[name]!.create).getFields())
    let compared = 0
    for (const [type, values] of Object.entries(BAD)) {
      const places = placesIn(rowOf(name), (named) => named.name === type).filter(([field]) =>
        shared.includes(String(field)),
      )
      for (const path of places.filter(([field]) => field !== 'externalReference')) {
        for (const value of values) {
          const row = placed(await goodRow(name), path, value) as Input
          // A rehearsal leaves nothing that could be in the other's way.
          const many = await importing(name, row)
          const one = await creating(name, row)
          expect([path, value, many]).toEqual([path, value, one])
          if (one.length > 0) compared += 1
        }
      }
    }
    expect(compared).toBeGreaterThan(10)
  })

  const { update } = SINGLE[name]!
  if (update === null) return

  it('changes nothing for whom its single mutation changes nothing, and says the same', async () => {
    const row = await goodRow(name)
    const changes = { OWNER: ['OWNER', 'VIEWER'], ADMIN: ['ADMIN', 'VIEWER'], VIEWER: ['VIEWER', 'SALES'] }
    for (const [before, afters] of Object.entries(name === 'importUsers' ? changes : { any: ['any'] })) {
      for (const after of afters) {
        const own = {
          ...row,
          ...(name === 'importUsers' && { role: before, email: `${before}.${after}@strict.example`.toLowerCase() }),
        }
        const kept = { ...own, externalReference: reference() }
        const { rows, userErrors } = await make(name, kept)
        expect([rows[0].userErrors, userErrors]).toEqual([[], []])
        const changed: Input = { [labelOf(name)]: 'Changed', ...(name === 'importUsers' && { role: after }) }
        if (name === 'importInvoices') changed.dueDate = '2025-03-01'
        for (const [who, by] of actors) {
          const [many] = await importing(name, { ...kept, ...changed }, by)
          const one = await updating(update, rows[0].id, changed, by)
          expect([who, before, after, many?.code]).toEqual([who, before, after, one?.code])
          // What was changed is as it was again for whoever comes next.
          if (!one) await make(name, kept)
        }
      }
    }
  })
})

const labelOf = (name: string) => {
  const fields = rowOf(name).getFields()
  return fields.name ? 'name' : fields.title ? 'title' : 'dueDate'
}

/** What is well formed, and not to be had. */
const BAD: Record<string, unknown[]> = {
  String: ['', 'x'.repeat(1_001), 'Kestane\u0007', 'Kestane \u202e', 'two\nlines'],
  ID: ['garbage', 'tok_01h455vb4pex5vsknk084sn02q'],
  Decimal: ['-1', '0', '1.123456789', '999999999999999999'],
  CurrencyCode: ['JPY', 'KWD'],
  Date: ['1900-01-01', '2199-12-31'],
}

async function make(name: string, row: Input) {
  const document = `mutation ($input: ${inputOf(name).name}!) { ${name}(input: $input) { rows { id userErrors { code path } } userErrors { code } } }`
  const { rows, ...input } = await scene.input(name)
  return (await data(graph.router, scene.company.owner, document, { input: { ...input, rows: [row] } }))[name]
}

async function updating(update: string, id: string, changed: Input, by: string): Promise<Complaint | undefined> {
  const type = inputOf(update).name.replace(/^Update|Input$/g, '')
  const { node } = await data(
    graph.router,
    scene.company.owner,
    `query ($id: ID!) { node(id: $id) { ... on ${type} { version } } }`,
    { id },
  )
  return (await complaints(update, { id, expectedVersion: node.version, ...changed }, by))[0]
}
