import { globSync } from 'node:fs'
import { join } from 'node:path'
import { is } from 'drizzle-orm'
import { type ForeignKey, getTableConfig, PgTable, PgUUID } from 'drizzle-orm/pg-core'
import { expect, it } from 'vitest'
import { REFERENCE_COLUMNS } from '../../platform/references/columns.ts'
import { RULES } from './rules.ts'

const root = join(import.meta.dirname, '../..')

/** Every column of the schemas that holds an id of something else and that no foreign key checks. */
async function looseColumns(): Promise<string[]> {
  const found: string[] = []
  for (const file of globSync('subgraphs/{identity,crm,erp}/**/tables.ts', { cwd: root })) {
    const tables = Object.values(await import(join(root, file))).filter((value) => is(value, PgTable))
    for (const { name, columns, foreignKeys } of tables.map((table) => getTableConfig(table))) {
      const checked = new Set(foreignKeys.flatMap((key) => checkedBy(key.reference())))
      const loose = columns.filter((column) => is(column, PgUUID) && !checked.has(column.name))
      const others = loose.filter((column) => column.name !== 'id' && column.name !== 'organization_id')
      found.push(...others.map((column) => `${file.split('/')[1]}.${name}.${column.name}`))
    }
  }
  return found
}

/** Of what belongs to it besides (an invoice's project has its customer) a key says nothing where it is null. */
const checkedBy = ({ columns, foreignColumns }: ReturnType<ForeignKey['reference']>) =>
  columns.flatMap(({ name }, index) => (foreignColumns[index]!.name === 'id' ? [name] : []))

it('every id that the database cannot check has a rule, and every rule a column', async () => {
  expect((await looseColumns()).toSorted()).toEqual(Object.keys(RULES).toSorted())
})

it('every id of another database is looked at by npm run references', () => {
  const looked = REFERENCE_COLUMNS.map(({ database, table, column }) => `${database}.${table}.${column}`)
  const others = Object.entries(RULES).filter(([, rule]) => !('from' in rule && rule.from === 'the same database'))
  expect(looked.toSorted()).toEqual(others.map(([name]) => name).toSorted())
})
