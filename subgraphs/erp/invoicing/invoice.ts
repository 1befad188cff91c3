import { money } from '../../shared/money/money.ts'
import { Refusal } from '../../shared/refusal.ts'
import { addDays, type LocalDate } from '../../shared/time/date.ts'
import type { Chart } from '../ledger/chart.ts'
import { credit, debit, type Entry, entry } from '../ledger/journal.ts'
import type { Pricing } from './pricing.ts'

export type InvoiceState = 'DRAFT' | 'POSTED'
export type PaymentState = 'UNPAID' | 'PARTIAL' | 'PAID'

/** What an invoice's standing is read from. */
export interface Standing {
  readonly state: InvoiceState
  readonly grossMinor: bigint
  readonly appliedMinor: bigint
}

/** How much is paid is never stored: what was applied says it. */
export function paymentState({ state, grossMinor, appliedMinor }: Standing): PaymentState {
  if (state === 'POSTED' && appliedMinor >= grossMinor) return 'PAID'
  return appliedMinor > 0n ? 'PARTIAL' : 'UNPAID'
}

/** What is still owed, in minor units: nobody owes a draft. */
export const outstanding = ({ state, grossMinor, appliedMinor }: Standing): bigint =>
  state === 'POSTED' ? grossMinor - appliedMinor : 0n

export const isOverdue = (invoice: Standing & { readonly dueDate: LocalDate }, today: LocalDate): boolean =>
  outstanding(invoice) > 0n && invoice.dueDate < today

const MOST_LINES = 500
const TERM_DAYS = 30
const MOST_MINOR = 10n ** 15n

/** The last day to pay. Refuses with DUE_BEFORE_ISSUE. */
export function dueDateOf(issueDate: LocalDate, wished: LocalDate | null | undefined, path: Path = []): LocalDate {
  const dueDate = wished ?? addDays(issueDate, TERM_DAYS)
  if (dueDate < issueDate) {
    throw new Refusal('DUE_BEFORE_ISSUE', 'An invoice is not due before it is issued.', [...path, 'dueDate'])
  }
  return dueDate
}

type Path = readonly (string | number)[]

/** Refuses with TOO_MANY_LINES. */
export function checkLength(lines: readonly unknown[], path: Path = []): void {
  if (lines.length <= MOST_LINES) return
  throw new Refusal('TOO_MANY_LINES', `An invoice has at most ${MOST_LINES} lines.`, [...path, 'lines'])
}

/** Refuses a total beyond what the books are made for with AMOUNT_RANGE. */
export function checkTotal({ total }: Pricing, path: Path = []): void {
  if (total.minor < MOST_MINOR) return
  throw new Refusal('AMOUNT_RANGE', 'This invoice is too large.', [...path, 'lines'])
}

/** Refuses the project of another customer, or none of the organisation's, which has no customer here. */
export function checkProject(
  { projectId, customerId }: { projectId: string | null; customerId: string },
  customers: ReadonlyMap<string, string>,
  path: Path = [],
): void {
  if (projectId === null) return
  const owner = customers.get(projectId)
  if (!owner) throw new Refusal('PROJECT_NOT_FOUND', 'There is no such project.', [...path, 'projectId'])
  if (owner !== customerId) {
    throw new Refusal('PROJECT_OF_ANOTHER_CUSTOMER', 'This project is for another customer.', [...path, 'projectId'])
  }
}

/** Refuses with INVOICE_NOT_DRAFT. */
export function checkDraft({ state }: { state: InvoiceState }): void {
  if (state === 'DRAFT') return
  throw new Refusal('INVOICE_NOT_DRAFT', 'A posted invoice does not change any more.', ['id'])
}

/** What posting needs to know of an invoice. */
export interface Postable {
  readonly id: string
  readonly state: InvoiceState
  readonly customerId: string
  readonly dealId: string | null
  readonly projectId: string | null
  readonly issueDate: LocalDate
  readonly currency: string
  readonly taxMinor: bigint
  readonly grossMinor: bigint
  readonly lines: readonly { readonly revenueAccountId: string; readonly netMinor: bigint }[]
}

/** Refuses with INVOICE_NOT_DRAFT, INVOICE_EMPTY. */
export function checkPostable(
  invoice: { readonly state: InvoiceState; readonly lines: readonly unknown[] },
  path: Path = ['id'],
): void {
  checkDraft(invoice)
  if (invoice.lines.length > 0) return
  throw new Refusal('INVOICE_EMPTY', 'An invoice needs at least one line before it can be posted.', path)
}

/** The number people call it by: INV-2026-00001, and on past INV-2026-99999. */
export const numberOf = (year: number, place: number): string => `INV-${year}-${String(place).padStart(5, '0')}`

/**
 * Draws up the entry that posting makes: the customer owes the total, revenue and tax are earned and
 * owed. Where everything was given away there is nothing to put into the books: null.
 */
export function post(invoice: Postable, number: string, chart: Chart): Entry | null {
  checkPostable(invoice)
  const { currency, grossMinor, taxMinor, customerId, dealId, projectId } = invoice
  if (grossMinor === 0n) return null
  const subject = { customerId, dealId, projectId }
  const occasion = {
    journal: 'SAL',
    date: invoice.issueDate,
    description: `Invoice ${number}`,
    source: 'INVOICE',
    sourceId: invoice.id,
  } as const
  return entry(occasion, [
    debit(chart.RECEIVABLES, money(grossMinor, currency), subject),
    ...revenues(invoice).map(([account, minor]) => credit(account, money(minor, currency), subject)),
    ...(taxMinor > 0n ? [credit(chart.TAX_PAYABLE, money(taxMinor, currency), subject)] : []),
  ])
}

/** What each account earned, in the order of the lines; accounts that earned nothing are left out. */
function revenues({ lines }: Postable): [account: string, minor: bigint][] {
  const earned = new Map<string, bigint>()
  for (const { revenueAccountId, netMinor } of lines) {
    earned.set(revenueAccountId, (earned.get(revenueAccountId) ?? 0n) + netMinor)
  }
  return [...earned].filter(([, minor]) => minor > 0n)
}
