import { decimal, formatDecimal, multiply, trimmed } from '../../subgraphs/shared/money/decimal.ts'
import { add, type Money, roundToMoney, sum } from '../../subgraphs/shared/money/money.ts'
import { addDays } from '../../subgraphs/shared/time/date.ts'
import type { Northwind, Row } from './northwind-tables.ts'

/** What the public API is asked to import; a `…Ref` is the external id of another row. */
export type NorthwindImport = ReturnType<typeof northwindImport>

/**
 * Turns the tables into import rows, parents before children: each order is a won deal and a
 * posted invoice, and a payment too once it is shipped. Refuses a row that names something no
 * table knows.
 */
export function northwindImport(northwind: Northwind) {
  const orders = gather(northwind)

  return {
    users: northwind.employees.map(user),
    customers: northwind.customers.map(customer),
    contacts: northwind.customers.map(contact),
    products: products(northwind),
    deals: orders.map(deal),
    invoices: orders.map(invoice),
    payments: orders.filter(({ shipped_date }) => shipped_date !== '').map(payment),
  }
}

type Order = Row<'orders'> & { lines: Line[]; total: Money }

interface Line {
  productRef: string | null
  description: string
  quantity: string
  unitPrice: string
  discountPercent: string
  /** Northwind knows no taxes. */
  taxRateRef: null
}

function gather({ orders, order_details, products, shippers }: Northwind): Order[] {
  const details = Map.groupBy(order_details, ({ order_id }) => order_id)
  const productNames = new Map(products.map((row) => [row.product_id, row.product_name]))
  const shipperNames = new Map(shippers.map((row) => [row.shipper_id, row.company_name]))

  return orders.map((order) => {
    const sold = known(details, order.order_id, 'lines of order')
    const freight = usd(order.freight)
    const lines = sold.map((row) => soldLine(row, known(productNames, row.product_id, 'product')))
    if (freight.minor > 0n) {
      lines.push(freightLine(freight, known(shipperNames, order.ship_via, 'shipper')))
    }
    return { ...order, lines, total: add(sum(sold.map(net), 'USD'), freight) }
  })
}

function known<Value>(values: Map<string, Value>, id: string, what: string): Value {
  const value = values.get(id)
  if (value === undefined) throw new Error(`Northwind has no ${what} ${id}.`)
  return value
}

function soldLine(row: Row<'order_details'>, description: string): Line {
  return {
    productRef: row.product_id,
    description,
    quantity: row.quantity,
    unitPrice: row.unit_price,
    discountPercent: formatDecimal(trimmed(multiply(decimal(row.discount), decimal('100')))),
    taxRateRef: null,
  }
}

function freightLine(freight: Money, shipper: string): Line {
  return {
    productRef: null,
    description: `Freight by ${shipper}`,
    quantity: '1',
    unitPrice: freight.amount,
    discountPercent: '0',
    taxRateRef: null,
  }
}

/** The line is rounded after its discount; rounding the discount itself would lose 0.53 over all. */
function net({ quantity, unit_price, discount }: Row<'order_details'>): Money {
  const gross = roundToMoney(multiply(decimal(quantity), decimal(unit_price)), 'USD')
  const { units, scale } = decimal(discount)
  const kept = { units: 10n ** BigInt(scale) - units, scale }
  return roundToMoney(multiply(decimal(gross.amount), kept), 'USD')
}

/** Whoever reports to nobody runs the house; everybody else sells. */
function user(row: Row<'employees'>) {
  return {
    externalReference: reference(row.employee_id),
    email: `${row.first_name}.${row.last_name}@northwind.example`.toLowerCase(),
    name: `${row.first_name} ${row.last_name}`,
    title: row.title,
    role: row.reports_to === '' ? ('ADMIN' as const) : ('SALES' as const),
  }
}

function customer(row: Row<'customers'>) {
  return {
    externalReference: reference(row.customer_id),
    name: row.company_name,
    address: {
      street: row.address || null,
      city: row.city || null,
      region: row.region || null,
      postalCode: row.postal_code || null,
      country: row.country || null,
    },
    phone: row.phone || null,
  }
}

function contact(row: Row<'customers'>) {
  return {
    externalReference: reference(row.customer_id),
    customerRef: row.customer_id,
    name: row.contact_name,
    title: row.contact_title || null,
    phone: row.phone || null,
  }
}

function products({ products, categories }: Northwind) {
  const categoryNames = new Map(categories.map((row) => [row.category_id, row.category_name]))

  return products.map((row) => ({
    externalReference: reference(row.product_id),
    sku: `NW-${row.product_id.padStart(3, '0')}`,
    name: row.product_name,
    unit: row.quantity_per_unit,
    unitPrice: wire(usd(row.unit_price)),
    active: row.discontinued === '0',
    category: known(categoryNames, row.category_id, 'category'),
  }))
}

function deal(order: Order) {
  return {
    externalReference: reference(order.order_id),
    customerRef: order.customer_id,
    ownerRef: order.employee_id,
    title: `Order ${order.order_id}`,
    amount: wire(order.total),
    stage: 'WON' as const,
    createdOn: order.order_date,
    closedOn: order.order_date,
  }
}

function invoice(order: Order) {
  return {
    externalReference: reference(order.order_id),
    customerRef: order.customer_id,
    dealRef: order.order_id,
    currency: 'USD' as const,
    issueDate: order.order_date,
    dueDate: order.required_date || addDays(order.order_date, 30),
    lines: order.lines,
    post: true as const,
  }
}

function payment(order: Order) {
  return {
    externalReference: reference(order.order_id),
    customerRef: order.customer_id,
    invoiceRef: order.order_id,
    amount: wire(order.total),
    receivedOn: order.shipped_date,
    method: 'BANK_TRANSFER' as const,
  }
}

const reference = (id: string) => ({ source: 'northwind' as const, id })

const usd = (amount: string) => roundToMoney(decimal(amount), 'USD')

const wire = (value: Money) => ({ amount: value.amount, currency: value.currency })
