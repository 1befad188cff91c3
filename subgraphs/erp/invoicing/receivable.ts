/** What a customer owes in one currency. */
export interface Receivable {
  readonly customerId: string
  readonly currency: string
  readonly outstandingMinor: bigint
  readonly overdueMinor: bigint
}

/** What they owe in that currency: nothing where no invoice in it is open. */
export const receivableIn = (all: readonly Receivable[], customerId: string, currency: string): Receivable =>
  all.find((each) => each.currency === currency) ?? { customerId, currency, outstandingMinor: 0n, overdueMinor: 0n }
