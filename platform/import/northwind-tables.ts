import { readFile } from 'node:fs/promises'
import { parseCsv } from './csv.ts'

const columns = {
  categories: ['category_id', 'category_name'],
  customers: [
    'customer_id',
    'company_name',
    'contact_name',
    'contact_title',
    'address',
    'city',
    'region',
    'postal_code',
    'country',
    'phone',
  ],
  employees: ['employee_id', 'first_name', 'last_name', 'title', 'reports_to'],
  order_details: ['order_id', 'product_id', 'unit_price', 'quantity', 'discount'],
  orders: [
    'order_id',
    'customer_id',
    'employee_id',
    'order_date',
    'required_date',
    'shipped_date',
    'ship_via',
    'freight',
  ],
  products: ['product_id', 'product_name', 'category_id', 'quantity_per_unit', 'unit_price', 'discontinued'],
  shippers: ['shipper_id', 'company_name'],
} as const

type Table = keyof typeof columns

/** A row as it lies in the CSV file: every field is text, and an absent one is ''. */
export type Row<T extends Table> = Record<(typeof columns)[T][number], string>

/** The tables the import reads, under the names they have in the Northwind database. */
export type Northwind = { [T in Table]: Row<T>[] }

/** Reads the shipped tables, or those of a folder with the same file names. */
export async function readNorthwind(folder: URL = new URL('../demo/northwind/', import.meta.url)): Promise<Northwind> {
  const read = async <T extends Table>(table: T): Promise<Row<T>[]> =>
    parseCsv<(typeof columns)[T][number]>(await readFile(new URL(`${table}.csv`, folder), 'utf8'), columns[table])

  return {
    categories: await read('categories'),
    customers: await read('customers'),
    employees: await read('employees'),
    order_details: await read('order_details'),
    orders: await read('orders'),
    products: await read('products'),
    shippers: await read('shippers'),
  }
}
