import { formatDecimal, unpadded } from '../../shared/money/decimal.ts'
import { Refusal } from '../../shared/refusal.ts'
import type { Header, KeptLine } from './draft.ts'
import { checkPostable, type InvoiceState } from './invoice.ts'
import type { LineWish } from './line.ts'

/** An invoice as another system has it. */
export interface Imported {
  readonly header: Header
  readonly lines: readonly LineWish[]
  readonly posts: boolean
}

/** An invoice that is there already, under the same outside id. */
export interface Existing extends Header {
  readonly state: InvoiceState
  readonly lines: readonly KeptLine[]
}

/** What an imported invoice does to what is there. */
export interface Effect {
  readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED'
  readonly writes: boolean
  readonly posts: boolean
}

type Path = readonly (string | number)[]

/**
 * Decides what becomes of an imported invoice. Refuses with INVOICE_POSTED where a posted one says
 * something else, and with INVOICE_EMPTY where one without lines is to be posted.
 */
export function effectOf(imported: Imported, existing: Existing | null, path: Path): Effect {
  const agreed = existing !== null && agree(imported, existing)
  if (existing?.state === 'POSTED') {
    if (agreed) return { outcome: 'UNCHANGED', writes: false, posts: false }
    throw new Refusal('INVOICE_POSTED', 'This invoice is posted and says something else: it cannot be changed.', path)
  }
  const { posts, lines } = imported
  if (posts) checkPostable({ state: 'DRAFT', lines }, [...path, 'lines'])
  if (!existing) return { outcome: 'CREATED', writes: true, posts }
  return { outcome: agreed && !posts ? 'UNCHANGED' : 'UPDATED', writes: !agreed, posts }
}

/** What a row leaves open was decided when it came first, and does not count: products may have changed since. */
const agree = ({ header, lines }: Imported, existing: Existing): boolean =>
  sameHeader(header, existing) &&
  lines.length === existing.lines.length &&
  lines.every((wish, index) => sameLine(wish, existing.lines[index]!))

const sameHeader = (a: Header, b: Header): boolean =>
  a.customerId === b.customerId &&
  a.dealId === b.dealId &&
  a.projectId === b.projectId &&
  a.currency === b.currency &&
  a.issueDate === b.issueDate &&
  a.dueDate === b.dueDate &&
  a.pricesIncludeTax === b.pricesIncludeTax

const sameLine = (wish: LineWish, line: KeptLine): boolean =>
  wish.productId === line.productId &&
  (wish.description ?? line.description) === line.description &&
  formatDecimal(wish.quantity) === unpadded(line.quantity) &&
  (wish.unitPrice === null || formatDecimal(wish.unitPrice) === unpadded(line.unitPrice)) &&
  formatDecimal(wish.discountPercent) === unpadded(line.discountPercent) &&
  (wish.taxRateId === undefined || wish.taxRateId === line.taxRateId) &&
  (wish.revenueAccountId ?? line.revenueAccountId) === line.revenueAccountId
