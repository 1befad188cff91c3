import { decimal, trimmed } from '../../shared/money/decimal.ts'
import type { LocalDate } from '../../shared/time/date.ts'
import { checkProject, checkTotal } from './invoice.ts'
import { type Catalogue, type DraftLine, draftLine, type LineWish } from './line.ts'
import { type Pricing, price } from './pricing.ts'

/** What an invoice says besides its lines. */
export interface Header {
  readonly customerId: string
  readonly dealId: string | null
  readonly projectId: string | null
  readonly currency: string
  readonly issueDate: LocalDate
  readonly dueDate: LocalDate
  readonly pricesIncludeTax: boolean
}

/** An invoice with everything decided and priced. */
export interface Draft extends Header {
  readonly lines: readonly DraftLine[]
  readonly pricing: Pricing
}

/** What an invoice may point at, of what the organisation has. */
export interface Surroundings {
  readonly catalogue: Catalogue
  /** The customer each project is for. */
  readonly projectCustomers: ReadonlyMap<string, string>
}

type Path = readonly (string | number)[]

/** Draws up an invoice from what was asked for; refuses as its project, its lines and its total do. */
export function drawUp(
  header: Header,
  wishes: readonly LineWish[],
  { catalogue, projectCustomers }: Surroundings,
  path: Path = [],
): Draft {
  const lines = wishes.map((wish, index) => draftLine(wish, header, catalogue, [...path, 'lines', index]))
  return priced(header, lines, projectCustomers, path)
}

/** The same with lines that were decided before. */
export function priced(
  header: Header,
  lines: readonly DraftLine[],
  projectCustomers: Surroundings['projectCustomers'],
  path: Path = [],
): Draft {
  checkProject(header, projectCustomers, path)
  const pricing = price(lines, header.currency, header.pricesIncludeTax)
  checkTotal(pricing, path)
  return { ...header, lines, pricing }
}

/** A line as it is kept, its decimals in words. */
export interface KeptLine {
  readonly productId: string | null
  readonly description: string
  readonly quantity: string
  readonly unitPrice: string
  readonly discountPercent: string
  readonly taxRateId: string | null
  readonly taxCategory: string
  readonly taxPercent: string
  readonly revenueAccountId: string
}

/** What was decided for a line that is kept. */
export const decided = (line: KeptLine): DraftLine => ({
  productId: line.productId,
  description: line.description,
  quantity: trimmed(decimal(line.quantity)),
  unitPrice: trimmed(decimal(line.unitPrice)),
  discountPercent: trimmed(decimal(line.discountPercent)),
  taxRateId: line.taxRateId,
  taxCategory: line.taxCategory,
  taxPercent: trimmed(decimal(line.taxPercent)),
  revenueAccountId: line.revenueAccountId,
})
