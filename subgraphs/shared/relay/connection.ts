import DataLoader from 'dataloader'
import { type AnyColumn, and, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Permission } from '../auth/permissions.ts'
import type { Columns } from '../db/columns.ts'
import type { Snapshot } from '../db/snapshot.ts'
import { compile, type Fields, leanly, remembered, type Statement } from '../db/statement.ts'
import { mine } from '../db/tenancy.ts'
import { decodeCursor, encodeCursor, type OrderType, type Position } from './cursor.ts'
import { type Conditions, contains, filterSql } from './filter.ts'
import { pageSize, type Slice } from './page-size.ts'
import { wordsOf } from './words.ts'

/** A page of a list, in the shape of a Relay connection. `totalCount` is counted only when it is asked. */
export interface Page<Row> {
  readonly nodes: readonly Row[]
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
  readonly totalCount: () => Promise<number>
}

/** The arguments of a connection, as GraphQL hands them over. */
export interface PageArgs extends Slice {
  filter?: object | null | undefined
  search?: string | null | undefined
  orderBy?: { field: string; direction: 'ASC' | 'DESC' } | null | undefined
}

/** A list that can be paged: which rows, by what they can be ordered, filtered and searched. */
export interface Listing<Row> {
  /** Unique among listings: part of every cursor's fingerprint. */
  name: string
  /** The type of the graph that its rows are, where only what is asked of it is read. */
  of?: string
  permission: Permission
  table: PgTable & { id: AnyColumn; organizationId: AnyColumn }
  fields: Fields & { [Key in keyof Row]: unknown }
  /** Never null (`coalesce` where a column may be). */
  orders: Record<string, Order>
  defaultOrder: { field: string; direction: 'ASC' | 'DESC' }
  filters?: Conditions
  /** A generated column of folded text. */
  search?: SQLWrapper
}

interface Order {
  by: SQLWrapper
  type: OrderType
  /** Where the value lies in another table: the two joined, and that one's name for the row's id, so that its index serves. */
  along?: { source: SQL; id: AnyColumn }
}

/** The listing's page over all rows of the organisation. */
export async function page<Row>(snapshot: Snapshot, listing: Listing<Row>, args: PageArgs): Promise<Page<Row>> {
  snapshot.permit(listing.permission)
  const asked = ask(snapshot, listing, args)
  const rows = await snapshot.read(pageStatement(asked, null, snapshot.columns), asked.values)
  let counting: Promise<number> | undefined
  const count = async () => {
    const [counted] = await snapshot.read(countStatement(asked, null), asked.values)
    return counted?.count ?? 0
  }
  // Once, by however many names it is asked for.
  return present(asked, '', rows, () => {
    counting ??= count()
    return counting
  })
}

/** The listing's page for each parent: one statement for all parents asked with the same arguments. */
export function pagedBy<Row>(
  snapshot: Snapshot,
  listing: Listing<Row>,
  parent: AnyColumn,
): (parentId: string, args: PageArgs) => Promise<Page<Row>> {
  const loaders = new Map<string, DataLoader<string, Page<Row>>>()
  return (parentId, args) => {
    const key = JSON.stringify([args.first, args.after, args.last, args.before, args.filter, args.search, args.orderBy])
    const known = loaders.get(key)
    // Asked for each parent anew: a cursor of one parent's list is none of another's.
    if (known && args.after == null && args.before == null) return known.load(parentId)
    snapshot.permit(listing.permission)
    const asked = ask(snapshot, listing, args, parentId)
    const loader = known ?? pageLoader(snapshot, asked, parent)
    loaders.set(key, loader)
    return loader.load(parentId)
  }
}

function pageLoader<Row>(snapshot: Snapshot, asked: Asked<Row>, parent: AnyColumn): DataLoader<string, Page<Row>> {
  const counts = new DataLoader<string, number>(async (ids) => {
    const rows = await snapshot.read(countStatement(asked, parent), { ...asked.values, ids })
    const byParent = new Map(rows.map((row) => [row.parent, row.count]))
    return ids.map((id) => byParent.get(id) ?? 0)
  })
  return new DataLoader(
    async (ids) => {
      const groups = new Map<string, PageRow<Row>[]>(ids.map((id) => [id, []]))
      const rows = await snapshot.read(pageStatement(asked, parent, snapshot.columns), { ...asked.values, ids })
      for (const row of rows) groups.get(row.parent)!.push(row)
      return ids.map((id) => present(asked, id, groups.get(id)!, () => counts.load(id)))
    },
    { maxBatchSize: 1_000 },
  )
}

/** A request for a page, understood: what is bound to the statement, and what shapes its text. */
interface Asked<Row> {
  organizationId: string
  listing: Listing<Row>
  size: number
  backward: boolean
  from: Position | null
  order: Order & { descending: boolean }
  where: SQL | undefined
  values: Record<string, unknown>
  /** Statements of one shape differ only in their values. */
  shape: string
  /** What a cursor of this list is bound to. */
  fingerprint: string
}

function ask<Row>(snapshot: Snapshot, listing: Listing<Row>, args: PageArgs, parentId = ''): Asked<Row> {
  const { size, backward } = pageSize(args)
  const { field, direction } = args.orderBy ?? listing.defaultOrder
  const order = listing.orders[field]!
  const fingerprint = JSON.stringify([
    snapshot.organizationId,
    listing.name,
    args.filter,
    args.search,
    field,
    direction,
  ])
  const cursor = backward ? args.before : args.after
  const from = cursor == null ? null : decodeCursor(cursor, fingerprint + parentId, order.type)

  const values: Record<string, unknown> = { size: size + 1, value: from?.value, id: from?.id }
  let bound = 0
  const bind = (value: unknown) => {
    const name = `p${bound++}`
    values[name] = value
    return sql.placeholder(name)
  }
  const words = wordsOf(args.search)
  const where = and(
    filterSql(listing.filters ?? {}, args.filter, bind),
    ...words.map((word) => sql`${listing.search} like ${contains(word, bind)}`),
  )
  const filterShape = JSON.stringify(args.filter, (_, value) => (isStructure(value) ? value : '?'))
  const shape = [listing.name, field, direction, backward, from !== null, words.length, filterShape].join(' ')
  return {
    organizationId: snapshot.organizationId,
    listing,
    size,
    backward,
    from,
    order: { ...order, descending: direction === 'DESC' },
    where,
    values,
    shape,
    fingerprint,
  }
}

/** What shapes a filter's SQL: its nesting and its nulls, but neither its values nor how many are in a list of them. */
const isStructure = (value: unknown): boolean =>
  value === null || (Array.isArray(value) ? typeof value[0] === 'object' : typeof value === 'object')

type PageRow<Row> = { parent: string; position: string; rowId: string; row: Row }

/** Text as it comes: what paging adds to the listing's own. */
const keyField = sql<string>`key`

function pageStatement<Row>(asked: Asked<Row>, parent: AnyColumn | null, columns: Columns): Statement<PageRow<Row>> {
  const { of, fields } = asked.listing as { of?: string; fields: Fields }
  const shape = `page ${parent?.name ?? ''} ${asked.shape}`
  const make = (some: Fields) => makePage(asked, parent, some)
  const { organizationId } = asked
  return (
    (of && leanly(shape, fields, { of, by: 'id' }, columns, organizationId, make)) ||
    remembered(shape, organizationId, () => make(fields))
  )
}

function makePage<Row>(
  { listing, order, backward, from, where }: Asked<Row>,
  parent: AnyColumn | null,
  fields: Fields,
): Statement<PageRow<Row>> {
  const down = order.descending !== backward
  const direction = sql.raw(down ? 'desc' : 'asc')
  const { source, id } = order.along ?? { source: listing.table, id: listing.table.id }
  const beyond = from
    ? sql`(${order.by}, ${id}) ${sql.raw(down ? '<' : '>')} (${sql.placeholder('value')}::${sql.raw(order.type)}, ${sql.placeholder('id')}::uuid)`
    : undefined
  const list = sql.join(
    Object.values(fields).map((column, n) => sql`${column} as ${sql.identifier(`f${n}`)}`),
    sql`, `,
  )
  const rows = sql`select (${order.by})::text as position, ${id} as row_id, ${list} from ${source}
    where ${and(mine(listing.table), parent ? sql`${parent} = parent.key` : undefined, where, beyond)}
    order by ${order.by} ${direction}, ${id} ${direction} limit ${sql.placeholder('size')}::int`
  const query = parent
    ? sql`select parent.key, page.* from unnest(${sql.placeholder('ids')}::uuid[]) as parent(key) cross join lateral (${rows}) as page`
    : sql`select null, page.* from (${rows}) as page`
  return compile(listing.permission, query, { parent: keyField, position: keyField, rowId: keyField, row: fields })
}

const countField = sql`count(*)`.mapWith(Number)

function countStatement<Row>(
  asked: Asked<Row>,
  parent: AnyColumn | null,
): Statement<{ parent: string; count: number }> {
  return remembered(`count ${parent?.name ?? ''} ${asked.shape}`, asked.organizationId, () => {
    const { table, permission } = asked.listing
    const query = parent
      ? sql`select ${parent}, count(*) from ${table} where ${and(mine(table), sql`${parent} = any(${sql.placeholder('ids')}::uuid[])`, asked.where)} group by ${parent}`
      : sql`select null, count(*) from ${table} where ${and(mine(table), asked.where)}`
    return compile(permission, query, { parent: keyField, count: countField })
  })
}

function present<Row>(
  asked: Asked<Row>,
  parentId: string,
  found: PageRow<Row>[],
  totalCount: () => Promise<number>,
): Page<Row> {
  const rows = found.slice(0, asked.size)
  if (asked.backward) rows.reverse()
  return new Presented(asked, parentId, rows, found.length > asked.size, totalCount)
}

/** Cursors are made only for whoever asks: each is a hash. */
class Presented<Row> implements Page<Row> {
  readonly nodes: readonly Row[]
  readonly totalCount: () => Promise<number>
  readonly #asked: Asked<Row>
  readonly #parentId: string
  readonly #rows: readonly PageRow<Row>[]
  readonly #more: boolean
  #edges: Page<Row>['edges'] | undefined

  constructor(
    asked: Asked<Row>,
    parentId: string,
    rows: readonly PageRow<Row>[],
    more: boolean,
    totalCount: () => Promise<number>,
  ) {
    this.nodes = rows.map(({ row }) => row)
    this.totalCount = totalCount
    this.#asked = asked
    this.#parentId = parentId
    this.#rows = rows
    this.#more = more
  }

  /** The same at each look, as executors look more than once. */
  get edges(): Page<Row>['edges'] {
    this.#edges ??= this.#rows.map((row) => ({ cursor: this.#cursorOf(row), node: row.row }))
    return this.#edges
  }

  get pageInfo(): Page<Row>['pageInfo'] {
    const { backward, from } = this.#asked
    const cursorOf = (row: PageRow<Row> | undefined) => (row ? this.#cursorOf(row) : null)
    const rows = this.#rows
    return {
      hasNextPage: backward ? from !== null : this.#more,
      hasPreviousPage: backward ? this.#more : from !== null,
      get startCursor() {
        return cursorOf(rows[0])
      },
      get endCursor() {
        return cursorOf(rows.at(-1))
      },
    }
  }

  #cursorOf({ position, rowId }: PageRow<Row>): string {
    return encodeCursor({ value: position, id: rowId }, this.#asked.fingerprint + this.#parentId)
  }
}
