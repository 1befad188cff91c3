import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql'
import { type IdPrefix, newId } from '../../subgraphs/shared/relay/id.ts'

/** Who fills in inputs: with their own words and their own ids. */
export interface Pen {
  /** In every text it writes. */
  readonly word: string
  readonly currency: string
  /** An own id of that type, as it belongs into that mutation. */
  id(prefix: IdPrefix, mutation: string): string
  /** The own object that the mutation is about. */
  subject(mutation: string): string
  /** The stages of the pipeline the mutation is about, in their order. */
  stages(): readonly { id: string; type: string }[]
}

type Which = 'all' | 'required'

/** A good input: all its fields, or only those it cannot be without. */
export function inputFor(mutation: string, type: GraphQLInputObjectType, pen: Pen, which: Which = 'all'): object {
  return filled(type, { mutation, pen, which, number: 0 })
}

/** What an id in a field of that name names. */
export const ID_FIELDS: Record<string, IdPrefix> = {
  accountId: 'acct',
  createdBy: 'user',
  customerId: 'cust',
  dealId: 'deal',
  invoiceId: 'inv',
  journalId: 'jrnl',
  managerId: 'user',
  organizationId: 'org',
  ownerId: 'user',
  paymentId: 'pay',
  pipelineId: 'pipe',
  productId: 'prod',
  projectId: 'proj',
  revenueAccountId: 'acct',
  stageId: 'stg',
  taxRateId: 'tax',
  userId: 'user',
}

interface Place {
  readonly mutation: string
  readonly pen: Pen
  readonly which: Which
  readonly number: number
}

function filled(type: GraphQLInputObjectType, place: Place): object {
  const fields = Object.values(type.getFields()).filter((field) => place.which === 'all' || isRequiredInputField(field))
  const entries = fields.map(({ name, type: wanted }) => [name, value(wanted, `${type.name}.${name}`, name, place)])
  return Object.fromEntries(entries.filter(([, given]) => given !== undefined))
}

function value(type: GraphQLInputType, where: string, name: string, place: Place): unknown {
  const special = SPECIAL[where] ?? SPECIAL[name]
  if (special) return special(place)
  if (isNonNullType(type)) return value(type.ofType, where, name, place)
  if (isListType(type)) return [value(type.ofType, where, name, place)]
  if (isInputObjectType(type)) return filled(type, place)
  if (isEnumType(type)) return type.getValues()[0]!.name
  const { pen, mutation } = place
  switch (type.name) {
    case 'ID':
      return name === 'id' ? pen.subject(mutation) : pen.id(prefixOf(name), mutation)
    case 'String':
      return `${pen.word} ${once()}`
    case 'Boolean':
      return false
    case 'Decimal':
      return '10'
    case 'CurrencyCode':
      return pen.currency
    case 'Date':
      return '2025-01-15'
    default:
      throw new Error(`Nothing to write into ${where}: ${type}`)
  }
}

/** New each time, and easy to find again: answers are compared without it. */
const once = () => `x${newId().slice(-10)}x`

/** An answer without what differs from time to time: new words, ids, moments, hashes and numbers, and what planning cost the first. */
export const withoutNews = (answer: unknown): string =>
  JSON.stringify(answer, (key, inner) => (NUMBERS.has(key) ? '#' : key === 'planning' ? undefined : inner))
    .replace(/\b([a-z]{2,4})_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g, '$1_')
    .replace(/x[0-9a-f]{10}x/gi, 'x')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'T')
    .replace(/\b[0-9a-f]{64}\b/g, 'H')
    .replace(/\b(PRJ|INV|REC)(-\d{4})?-\d+/g, '$1')

const NUMBERS = new Set([
  ...['number', 'sequence', 'version', 'totalCount', 'token', 'last4', 'cursor', 'startCursor', 'endCursor'],
  ...['paid', 'outstanding', 'applied', 'unapplied', 'overdue'],
])

function prefixOf(name: string): IdPrefix {
  const prefix = ID_FIELDS[name]
  if (!prefix) throw new Error(`tests/support/pen.ts does not know what an id in "${name}" names.`)
  return prefix
}

/** Where not just anything will do: by type and field, or by field. */
const SPECIAL: Record<string, (place: Place) => unknown> = {
  active: () => true,
  code: ({ pen }) => `${pen.word}-${once()}`,
  closedOn: () => '2025-02-15',
  currentPassword: () => undefined,
  dueDate: () => '2025-02-15',
  email: ({ pen }) => `${once()}@${pen.word.toLowerCase()}.example`,
  endsOn: () => '2025-02-15',
  expectedVersion: () => undefined,
  expiresAt: () => new Date(Date.now() + 86_400_000).toISOString(),
  idempotencyKey: once,
  lostReason: () => 'OTHER',
  post: () => true,
  role: () => 'VIEWER',
  scopes: () => ['customer:read'],
  stageName: () => undefined,
  website: ({ pen }) => `https://${pen.word.toLowerCase()}.example/${once()}`,
  'CreateAccountInput.type': () => 'INCOME',
  'CreatePipelineInput.stages': ({ pen }) =>
    ['OPEN', 'OPEN', 'WON', 'LOST'].map((type, index) => ({
      name: `${pen.word} ${index} ${type}`,
      type,
      ...(type === 'OPEN' && { probability: '10' }),
    })),
  'UpdatePipelineInput.stages': ({ pen }) =>
    pen.stages().map(({ id, type }, index) => ({
      id,
      name: `${pen.word} ${index} ${type}`,
      probability: { OPEN: '10', WON: '100', LOST: '0' }[type],
    })),
  'ImportDealRow.stage': () => 'LOST',
  'InvoiceLineInput.quantity': () => '1000',
}
