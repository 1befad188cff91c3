import { describe, expect, it } from 'vitest'
import { readNorthwind } from './northwind-tables.ts'

const tables = await readNorthwind()

describe('the Northwind tables', () => {
  it('are complete', () => {
    const counts = Object.entries(tables).map(([table, rows]) => [table, rows.length])
    expect(Object.fromEntries(counts)).toEqual({
      categories: 8,
      customers: 91,
      employees: 9,
      order_details: 2155,
      orders: 830,
      products: 77,
      shippers: 6,
    })
  })

  it('say every price, freight and discount in two exact digits', () => {
    const amounts = [
      ...tables.order_details.flatMap(({ unit_price, discount }) => [unit_price, discount]),
      ...tables.orders.map(({ freight }) => freight),
      ...tables.products.map(({ unit_price }) => unit_price),
    ]
    expect(amounts.filter((amount) => !/^\d+\.\d{2}$/.test(amount))).toEqual([])
  })
})
