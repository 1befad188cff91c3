import { parse } from 'csv-parse/sync'

/** Rows by column name, an empty field as ''. Refuses a table that lacks a column, or a ragged row. */
export function parseCsv<Column extends string>(text: string, columns: readonly Column[]): Record<Column, string>[] {
  const rows = parse<Record<string, string>>(text, {
    bom: true,
    columns: (header: string[]) => complete(header, columns),
  })
  return rows as Record<Column, string>[]
}

function complete(header: string[], columns: readonly string[]): string[] {
  const missing = columns.filter((column) => !header.includes(column))
  if (missing.length > 0) throw new Error(`The CSV lacks the columns ${missing.join(', ')}.`)
  return header
}
