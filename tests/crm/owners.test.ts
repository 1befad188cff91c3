import { afterEach, describe, expect, it } from 'vitest'
import { office, some } from '../support/erp.ts'
import { dealDesk, openCrm } from './crm.ts'

const crm = openCrm()
afterEach(() => {
  crm.others.instead = null
  crm.others.missing.clear()
  crm.others.asked.length = 0
})

const nobody = () => {
  const id = some('user')
  crm.others.missing.add(id)
  return id
}
const row = (id: string, ownerId: string | null) => ({
  externalReference: { source: 'hubspot', id },
  name: `Customer ${id}`,
  ownerId,
})
const IMPORT = 'importCustomers { created updated unchanged failed rows { outcome userErrors { code path } } }'

describe('who looks after something', () => {
  it('is somebody whom identity knows, and oneself without asking', async () => {
    const { sales, open } = await dealDesk(crm)
    await open()
    expect(crm.others.asked).toEqual([])
    const ownerId = nobody()
    expect(await sales.refused('createCustomer', { name: 'X', ownerId })).toEqual(['USER_NOT_FOUND ownerId'])
    expect(crm.others.asked.map(({ owner, ids }) => [owner, ids])).toEqual([['identity', [ownerId]]])
  })

  it('is asked for when it becomes another, and not when it stays', async () => {
    const at = office()
    const { sales, customer, open } = await dealDesk(crm, at)
    const [ownerId, deal] = [some('user'), await open()]
    await sales.done('updateCustomer { customer { id } }', { id: customer.id, expectedVersion: 1, ownerId })
    await sales.done('updateDeal { deal { id } }', { id: deal.id, expectedVersion: 1, ownerId })
    // Each of these was asked by a token of its own.
    expect(crm.others.asked.map(({ ids }) => ids)).toEqual([[ownerId], [ownerId]])
    crm.others.instead = async () => ({ data: null })
    const other = crm.as('ADMIN', at)
    await other.done('updateCustomer { customer { id } }', { id: customer.id, expectedVersion: 2, ownerId, name: 'Y' })
    await other.done('updateDeal { deal { id } }', { id: deal.id, expectedVersion: 2, ownerId, title: 'Y' })
    await other.done('updateDeal { deal { id } }', { id: deal.id, expectedVersion: 3, ownerId: null })
    const anew = { ownerId: some('user') }
    expect(await other.refused('updateCustomer', { id: customer.id, expectedVersion: 3, ...anew })).toEqual([
      'REFERENCE_UNVERIFIED ownerId',
    ])
    expect(await other.refused('updateDeal', { id: deal.id, expectedVersion: 4, ...anew })).toEqual([
      'REFERENCE_UNVERIFIED ownerId',
    ])
    expect(crm.reported.splice(0)).toHaveLength(2)
  })

  it('fails its row of an import alone, and is asked for once, and never again where it stays', async () => {
    const sales = crm.as('SALES')
    const [ada, ben] = [some('user'), nobody()]
    const rows = [row('1', ada), row('2', ben), row('3', null), row('4', ada)]
    const first = await sales.done(IMPORT, { rows })
    expect(first).toMatchObject({ created: 3, failed: 1 })
    expect(first.rows[1].userErrors).toEqual([{ code: 'USER_NOT_FOUND', path: ['rows', '1', 'ownerId'] }])
    expect(crm.others.asked.map(({ ids }) => ids)).toEqual([[ada, ben]])
    crm.others.instead = async () => ({ data: null })
    const narrow = crm.as('SALES', sales.office, { scope: 'customer:write' })
    expect(await narrow.done(IMPORT, { rows: rows.filter((_, n) => n !== 1) })).toMatchObject({
      unchanged: 3,
      failed: 0,
    })
    const moved = await narrow.done(IMPORT, { rows: [row('1', some('user'))] })
    expect(moved.rows[0].userErrors).toEqual([{ code: 'FORBIDDEN', path: ['rows', '0', 'ownerId'] }])
  })
})
