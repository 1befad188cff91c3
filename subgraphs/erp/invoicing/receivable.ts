/** What a customer owes in one currency. */
export interface Receivable {
  readonly customerId: string
  readonly currency: string
  readonly outstandingMinor: bigint
  readonly overdueMinor: bigint
}

/** What they owe in that currency: nothing where they were never invoiced in it. */
export const receivableIn = (all: readonly Receivable[], customerId: string, currency: string): Receivable =>
  all.find((each) => each.currency === currency) ?? { customerId, currency, outstandingMinor: 0n, overdueMinor: 0n }
