import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { titleOf } from './graphiql/title.ts'

export interface Example {
  title: string
  query: string
  variables: Record<string, unknown> | null
}

/**
 * The example operations of a folder: each `.graphql` file, named by the comment on its first line,
 * with the variables of the `.json` beside it. The one that shows the whole graph comes first.
 */
export async function readExamples(directory: string): Promise<Example[]> {
  const names = await readdir(directory)
  const operations = names.filter((name) => name.endsWith('.graphql')).sort(inOrder)
  return Promise.all(
    operations.map(async (name) => {
      const query = (await readFile(join(directory, name), 'utf8')).trim()
      const operation = basename(name, '.graphql')
      const variables = names.includes(`${operation}.json`)
        ? JSON.parse(await readFile(join(directory, `${operation}.json`), 'utf8'))
        : null
      return { title: titleOf(query) ?? operation, query, variables }
    }),
  )
}

const FIRST = 'customer-to-cash.graphql'

const inOrder = (a: string, b: string) => Number(b === FIRST) - Number(a === FIRST) || (a < b ? -1 : 1)
