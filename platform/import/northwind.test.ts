import { describe, expect, it } from 'vitest'
import { isLocalDate } from '../../subgraphs/shared/time/date.ts'
import { northwindImport } from './northwind.ts'
import { readNorthwind } from './northwind-tables.ts'

const tables = await readNorthwind()
const rows = northwindImport(tables)
const goods = rows.invoices.flatMap(({ lines }) => lines.filter(({ productRef }) => productRef))
const freights = rows.invoices.flatMap(({ lines }) => lines.filter((line) => !line.productRef))

describe('the Northwind import', () => {
  it('makes a deal and an invoice of each order, and a payment of each shipped one', () => {
    expect(counts(rows)).toEqual({
      users: 9,
      customers: 91,
      contacts: 91,
      products: 77,
      deals: 830,
      invoices: 830,
      payments: 809,
    })
    expect(rows.invoices.every(({ post }) => post)).toBe(true)
    expect(rows.deals.every(({ stage }) => stage === 'WON')).toBe(true)
  })

  it('invoices 1,265,793.29 of goods after discount, each line rounded half up', () => {
    expect(goods).toHaveLength(2155)
    expect(total(goods.map(lineNet))).toBe(1_265_793_29n)
  })

  it('invoices 64,942.69 of freight, a line of its own on every order', () => {
    expect(freights).toHaveLength(830)
    expect(total(freights.map(lineNet))).toBe(64_942_69n)
  })

  it('gives each deal the amount of its invoice, and a payment too', () => {
    const owed = new Map(
      rows.invoices.map(({ externalReference, lines }) => [externalReference.id, total(lines.map(lineNet))]),
    )
    const amounts = [
      ...rows.deals.map(({ externalReference, amount }) => ({ id: externalReference.id, amount })),
      ...rows.payments.map(({ invoiceRef, amount }) => ({ id: invoiceRef, amount })),
    ]
    expect(amounts.filter(({ id, amount }) => cents(amount.amount) !== owed.get(id))).toEqual([])
    expect(total(rows.deals.map(({ amount }) => cents(amount.amount)))).toBe(1_265_793_29n + 64_942_69n)
  })

  it('leaves the 21 orders open that were never shipped', () => {
    const paid = new Set(rows.payments.map(({ invoiceRef }) => invoiceRef))
    const open = rows.invoices.filter(({ externalReference }) => !paid.has(externalReference.id))
    expect(open.map(({ externalReference }) => externalReference.id)).toEqual(
      tables.orders.filter((order) => order.shipped_date === '').map((order) => order.order_id),
    )
    expect(open).toHaveLength(21)
    expect(total(open.flatMap(({ lines }) => lines.map(lineNet)))).toBe(26_925_11n)
  })

  it('names every row once within its kind', () => {
    for (const kind of Object.values(rows)) expect(ids(kind).size).toBe(kind.length)
    expect(new Set(rows.users.map(({ email }) => email)).size).toBe(9)
    expect(new Set(rows.products.map(({ sku }) => sku)).size).toBe(77)
  })

  it('refers only to rows that it brings along', () => {
    const { contacts, deals, invoices, payments } = rows
    const dangling = [
      ...unknown([...contacts, ...deals, ...invoices, ...payments], 'customerRef', rows.customers),
      ...unknown(deals, 'ownerRef', rows.users),
      ...unknown(invoices, 'dealRef', deals),
      ...unknown(payments, 'invoiceRef', invoices),
      ...unknown(goods, 'productRef', rows.products),
    ]
    expect(dangling).toEqual([])
  })

  it('dates everything on real days in their order', () => {
    const dates = [
      ...rows.deals.flatMap(({ createdOn, closedOn }) => [createdOn, closedOn]),
      ...rows.invoices.flatMap(({ issueDate, dueDate }) => [issueDate, dueDate]),
      ...rows.payments.map(({ receivedOn }) => receivedOn),
    ]
    expect(dates.filter((date) => !isLocalDate(date))).toEqual([])
    expect([dates.toSorted().at(0), dates.toSorted().at(-1)]).toEqual(['1996-07-04', '1998-06-11'])

    const received = new Map(rows.payments.map((row) => [row.invoiceRef, row.receivedOn]))
    const early = rows.invoices.filter(
      ({ externalReference: { id }, issueDate, dueDate }) =>
        dueDate <= issueDate || (received.get(id) ?? dueDate) <= issueDate,
    )
    expect(early).toEqual([])
  })

  it('knows the two customers who never ordered', () => {
    const ordered = new Set(rows.deals.map(({ customerRef }) => customerRef))
    expect([...ids(rows.customers)].filter((id) => !ordered.has(id))).toEqual(['FISSA', 'PARIS'])
  })

  it('lets nobody but the vice president administer', () => {
    expect(rows.users.filter(({ role }) => role === 'ADMIN')).toEqual([
      {
        externalReference: { source: 'northwind', id: '2' },
        email: 'andrew.fuller@northwind.example',
        name: 'Andrew Fuller',
        title: 'Vice President, Sales',
        role: 'ADMIN',
      },
    ])
  })

  it('keeps names as people write them, and what is absent absent', () => {
    const blonp = rows.customers.find(({ externalReference }) => externalReference.id === 'BLONP')
    expect(blonp).toEqual({
      externalReference: { source: 'northwind', id: 'BLONP' },
      name: 'Blondesddsl père et fils',
      address: {
        street: '24, place Kléber',
        city: 'Strasbourg',
        region: null,
        postalCode: '67000',
        country: 'France',
      },
      phone: '88.60.15.31',
    })
  })

  it('offers the products that are not discontinued', () => {
    expect(rows.products[10]).toEqual({
      externalReference: { source: 'northwind', id: '11' },
      sku: 'NW-011',
      name: 'Queso Cabrales',
      unit: '1 kg pkg.',
      unitPrice: { amount: '21.00', currency: 'USD' },
      active: true,
      category: 'Dairy Products',
    })
    expect(rows.products.filter(({ active }) => !active).map(({ sku }) => sku)).toEqual(
      [1, 2, 5, 9, 17, 24, 28, 29, 42, 53].map((id) => `NW-${String(id).padStart(3, '0')}`),
    )
  })

  it('writes an order with discounts as its invoice', () => {
    const invoice = rows.invoices.find(({ externalReference }) => externalReference.id === '10264')
    expect(invoice).toEqual({
      externalReference: { source: 'northwind', id: '10264' },
      customerRef: 'FOLKO',
      dealRef: '10264',
      currency: 'USD',
      issueDate: '1996-07-24',
      dueDate: '1996-08-21',
      lines: [
        line('2', 'Chang', '35', '15.20', '0'),
        line('41', "Jack's New England Clam Chowder", '25', '7.70', '15'),
        line(null, 'Freight by Federal Shipping', '1', '3.67', '0'),
      ],
      post: true,
    })
    expect(rows.payments.find(({ invoiceRef }) => invoiceRef === '10264')).toEqual({
      externalReference: { source: 'northwind', id: '10264' },
      customerRef: 'FOLKO',
      invoiceRef: '10264',
      amount: { amount: '699.30', currency: 'USD' },
      receivedOn: '1996-08-23',
      method: 'BANK_TRANSFER',
    })
  })
})

describe('an order unlike those of Northwind', () => {
  const order = tables.orders[0]!
  const importOf = (change: Partial<typeof order>) => northwindImport({ ...tables, orders: [{ ...order, ...change }] })

  it('is due after 30 days when nobody said when it was required', () => {
    const { invoices } = importOf({ order_date: '2024-01-31', required_date: '' })
    expect(invoices[0]?.dueDate).toBe('2024-03-01')
  })

  it('has no freight line when its freight is nothing', () => {
    const { invoices, deals } = importOf({ freight: '0.00' })
    expect(invoices[0]?.lines.map(({ productRef }) => productRef)).toEqual(['11', '42', '72'])
    expect(deals[0]?.amount).toEqual({ amount: '440.00', currency: 'USD' })
  })

  it.each([
    [{ order_id: '1' }, 'Northwind has no lines of order 1.'],
    [{ ship_via: '7' }, 'Northwind has no shipper 7.'],
    [{ freight: '1e3' }, 'Not a decimal: 1e3'],
  ])('is refused with %j', (change, message) => {
    expect(() => importOf(change)).toThrow(message)
  })
})

const counts = (kinds: object) => Object.fromEntries(Object.entries(kinds).map(([kind, list]) => [kind, list.length]))

const ids = (list: readonly Identified[]) => new Set(list.map(({ externalReference }) => externalReference.id))

const unknown = <Key extends string>(
  list: readonly Record<Key, string | null>[],
  key: Key,
  among: readonly Identified[],
) => {
  const brought = ids(among)
  return list.filter((row) => !brought.has(row[key] ?? ''))
}

const total = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n)

const cents = (amount: string) => BigInt(amount.replace(/\.(?=\d{2}$)/, ''))

const lineNet = ({ unitPrice, quantity, discountPercent }: PricedLine) =>
  (cents(unitPrice) * BigInt(quantity) * (100n - BigInt(discountPercent)) + 50n) / 100n

const line = (
  productRef: string | null,
  description: string,
  quantity: string,
  amount: string,
  discountPercent: string,
) => ({
  productRef,
  description,
  quantity,
  unitPrice: amount,
  discountPercent,
  taxRateRef: null,
})

interface Identified {
  externalReference: { id: string }
}

interface PricedLine {
  unitPrice: string
  quantity: string
  discountPercent: string
}
