import { newId } from '../../subgraphs/shared/relay/id.ts'
import { textOf } from '../supergraph/story.ts'
import { type Door, mustAsk } from './door.ts'
import type { Wish } from './wish.ts'

/** What a load stands on: a customer, invoices to pay, and drafts to post. */
export interface Stage {
  readonly customerId: string
  /** Never paid in full, however long the load goes on. */
  readonly open: readonly string[]
  /** Soon paid: who comes later is refused. */
  readonly small: readonly string[]
  /** Each to be posted once. */
  readonly drafts: string[]
  /** Everything that clients asked for on it, and what they heard. */
  readonly wishes: Wish[]
}

export const IMPORT = `mutation ($input: ImportInvoicesInput!) {
  importInvoices(input: $input) { rows { id userErrors { code } } userErrors { code } } }`

/** A row of an import of invoices, over `amount` euro. */
export const bill = (customerId: string, id: string, amount: string, post: boolean) => ({
  externalReference: { source: 'load', id },
  ...{ customerId, currency: 'EUR', issueDate: '2024-03-01', post },
  lines: [{ description: 'Advice', quantity: '1', unitPrice: amount }],
})

/** Sets it up through the public API. */
export async function setStage(door: Door, drafts = 500): Promise<Stage> {
  const name = { name: 'Ege Lojistik A.Ş.' }
  const { createCustomer } = await mustAsk(door, textOf('createCustomer', 'customer { id }'), { input: name })
  const customerId = createCustomer.customer.id
  const make = async (count: number, amount: string, post: boolean): Promise<string[]> => {
    const ids: string[] = []
    while (ids.length < count) {
      const rows = Array.from({ length: Math.min(200, count - ids.length) }, () =>
        bill(customerId, `stage ${newId()}`, amount, post),
      )
      const { importInvoices } = await mustAsk(door, IMPORT, { input: { idempotencyKey: newId(), rows } })
      ids.push(...importInvoices.rows.map(({ id }: { id: string }) => id))
    }
    return ids
  }
  return {
    customerId,
    open: await make(8, '10000000', true),
    small: await make(4, '100', true),
    drafts: await make(drafts, '50', false),
    wishes: [],
  }
}
