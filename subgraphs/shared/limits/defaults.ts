/** The most one operation may cost: seven customer-to-cash pages of 100 customers. */
export const MAXIMUM_COST = 100_000

/** What a token may cost at once, and how much of it comes back each second: 74 such pages of 20 customers. */
export const BUCKET = { maximum: 1_000_000, restoreRate: 200_000 }

/** An organisation has as much as so many tokens that are used up. */
export const TOKENS_OF_AN_ORGANIZATION = 4
