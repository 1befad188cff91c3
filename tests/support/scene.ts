import { type GraphQLInputObjectType, getNullableType, isNonNullType } from 'graphql'
import { encodeId, ID_TYPES, type IdPrefix } from '../../subgraphs/shared/relay/id.ts'
import { data } from './ask.ts'
import { documentOf, mutationsOf } from './contract.ts'
import type { Company, TestGraph } from './graph.ts'
import { inputFor, type Pen } from './pen.ts'

/** An organisation with something of everything, each of its texts with its word in it. */
export interface Scene {
  readonly company: Company
  readonly pen: Pen
  /** One id of each type. */
  readonly ids: Record<IdPrefix, string>
  /** Every id it made itself. */
  readonly made: readonly string[]
  /** What it asked to be made, as it asked. */
  readonly written: readonly { readonly mutation: string; readonly input: Record<string, unknown> }[]
  /** A good input for a mutation; `expectedVersion` is that of this moment. */
  input(mutation: string, which?: 'all' | 'required'): Promise<Record<string, unknown>>
}

export const PASSWORD = 'correct horse battery'

/** Founds an organisation and fills it through the public API. */
export async function furnish({ found, router }: TestGraph, word: string): Promise<Scene> {
  const mutations = new Map(mutationsOf(router.schema).map((field) => [field.name, field]))
  const domain = `${word.toLowerCase()}.example`
  const owner = { email: `owner@${domain}`, name: `${word} Owner`, title: `${word} Title`, password: PASSWORD }
  const company = await found({ name: `${word} Company`, owner })
  const ids: Partial<Record<IdPrefix, string>> = { org: encodeId('org', company.organizationId) }
  const subjects: Record<string, string> = {}
  const made: string[] = [ids.org!]
  const written: { mutation: string; input: Record<string, unknown> }[] = []
  let stages: { id: string; type: string }[] = []
  let unclaimed: string | undefined

  const pen: Pen = {
    word,
    currency: company.currency,
    id(prefix, mutation) {
      // A deal has one project: what a project is for is a deal that nobody else has.
      if (prefix === 'deal' && /Project/.test(mutation)) return needed(unclaimed, 'deal for a project')
      // And it moves to where it is not.
      return needed(mutation === 'moveDeal' && prefix === 'stg' ? stages[1]?.id : ids[prefix], prefix)
    },
    subject: (mutation) => subjects[mutation] ?? needed(ids[prefixFor(mutation)], mutation),
    stages: () => stages,
  }
  const inputTypeOf = (mutation: string) => getNullableType(mutations.get(mutation)!.args[0]!.type)
  const input = async (mutation: string, which: 'all' | 'required' = 'all'): Promise<Record<string, unknown>> => {
    const type = inputTypeOf(mutation) as GraphQLInputObjectType
    if (which === 'all' && /(create|update|import)Project/.test(mutation)) unclaimed = await make('createDeal')
    const given = inputFor(mutation, type, pen, which) as Record<string, unknown>
    const { expectedVersion } = type.getFields()
    if (!expectedVersion || (which === 'required' && !isNonNullType(expectedVersion.type))) return given
    return { ...given, expectedVersion: await versionOf(String(given.id)) }
  }
  const versionOf = async (id: string): Promise<number> => {
    const type = ID_TYPES[id.split('_')[0] as IdPrefix]
    const { node } = await data(router, company.owner, `{ node(id: "${id}") { ... on ${type} { id version } } }`)
    return node.version
  }
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as the JSON it is.
  const perform = async (mutation: string, patch: object = {}): Promise<any> => {
    const document = documentOf('mutation', mutations.get(mutation)!, 2)
    const asked = { ...(await input(mutation)), ...patch }
    written.push({ mutation, input: asked })
    const payload = (await data(router, company.owner, document, { input: asked }))[mutation]
    const refused = [payload, ...(payload.rows ?? [])].flatMap(({ userErrors }) => userErrors)
    if (refused.length > 0) throw new Error(`${mutation}: ${JSON.stringify(refused)}`)
    return payload.rows?.[0] ?? Object.values(payload).find((value) => (value as { id?: string } | null)?.id)
  }
  const make = async (mutation: string, patch: object = {}): Promise<string> => {
    const { id } = await perform(mutation, patch)
    made.push(id)
    return id
  }

  ids.user = await make('createUser')
  ids.acct = await make('createAccount')
  ids.tax = await make('createTaxRate')
  ids.prod = await make('createProduct')
  ids.cust = await make('createCustomer')
  ids.cont = await make('createContact')
  const pipeline = await perform('createPipeline')
  ids.pipe = pipeline.id
  stages = pipeline.stages
  ids.stg = stages[0]!.id
  made.push(pipeline.id, ...stages.map(({ id }) => id))
  ids.deal = await make('createDeal')
  ids.proj = await make('createProject', { dealId: ids.deal })
  await perform('startProject')
  ids.inv = await make('createInvoice')
  const { journalEntry } = await perform('postInvoice')
  ids.je = journalEntry.id
  ids.jrnl = (await data(router, company.owner, '{ journals { id } }')).journals[0].id
  ids.pay = await make('receivePayment', { amount: { amount: '1000', currency: company.currency } })
  ids.tok = await make('createApiToken')

  for (const mutation of ['updateUser', 'setPassword']) subjects[mutation] = await make('createUser')
  for (const mutation of ['winDeal', 'moveDeal', 'loseDeal']) subjects[mutation] = await make('createDeal')
  subjects.reopenDeal = subjects.loseDeal!
  await perform('loseDeal')
  subjects.loseDeal = await make('createDeal')
  for (const mutation of ['updateInvoice', 'deleteInvoice', 'postInvoice'])
    subjects[mutation] = await make('createInvoice')
  subjects.revokeApiToken = await make('createApiToken')
  const row = ((await input('importProjects')).rows as object[])[0]
  for (const [mutation, state] of Object.entries(BEFORE)) {
    const externalReference = { source: word, id: mutation }
    subjects[mutation] = await make('importProjects', { rows: [{ ...row, dealId: null, externalReference, state }] })
  }
  return { company, pen, ids: ids as Record<IdPrefix, string>, made, written, input }
}

/** What a project must be for each transition. */
const BEFORE = {
  startProject: 'PLANNED',
  holdProject: 'ACTIVE',
  resumeProject: 'ON_HOLD',
  completeProject: 'ACTIVE',
  reopenProject: 'COMPLETED',
  closeProject: 'COMPLETED',
  cancelProject: 'PLANNED',
}

/** What a mutation is about: `updateTaxRate` is about a TaxRate. */
function prefixFor(mutation: string): IdPrefix {
  const noun = mutation.replace(/^[a-z]+/, '')
  const found = Object.entries(ID_TYPES).find(([, type]) => type === noun)
  if (!found) throw new Error(`What is ${mutation} about?`)
  return found[0] as IdPrefix
}

function needed(id: string | undefined, what: string): string {
  if (!id) throw new Error(`There is no ${what} yet.`)
  return id
}
