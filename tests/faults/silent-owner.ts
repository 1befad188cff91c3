import { expect, it } from 'vitest'
import { within } from '../start/support.ts'
import { textOf } from '../supergraph/story.ts'
import { ask, mustAsk } from './door.ts'
import type { Parts } from './sites.ts'
import { hear, nextWish } from './wish.ts'

const COUNT = '{ invoices { totalCount } }'
const CREATE = textOf('createInvoice', 'invoice { id }')

/** A subgraph that another one asks for what it refers to, and that does not answer. */
export function silentOwner({ parted, stage }: Parts): void {
  it('the CRM silent: nothing refers to what the ERP has not asked for, and what was done is said again', async () => {
    const { door, ways } = parted()
    const made = await mustAsk(door, textOf('createCustomer', 'customer { id }'), { input: { name: 'New' } })
    const input = { customerId: made.createCustomer.customer.id }
    const wish = nextWish(stage(), 0)
    stage().wishes.push(wish)
    const done = await ask(door, wish.query, { input: wish.input })
    hear(wish, done)
    expect(wish.fate).toBe('acknowledged')
    const before = await mustAsk(door, COUNT)

    for (const manner of ['silent', 'trickling'] as const) {
      ways.crm.be(manner)
      const [refused, again] = await Promise.all([
        ask(door, CREATE, { input }),
        ask(door, wish.query, { input: wish.input }),
      ])
      ways.crm.be('open')
      expect(refused.codes).toEqual([])
      expect(refused.data.createInvoice).toMatchObject({
        invoice: null,
        userErrors: [{ code: 'REFERENCE_UNVERIFIED', path: ['customerId'] }],
      })
      expect(again.data).toEqual(done.data)
      expect(await mustAsk(door, COUNT)).toEqual(before)
    }
    await within(30, async () => (await mustAsk(door, CREATE, { input })).createInvoice.userErrors.length === 0)
  })
}
