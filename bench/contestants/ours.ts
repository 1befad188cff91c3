import { readFileSync } from 'node:fs'
import { environmentOf, type Organization } from '../data/organizations.ts'
import { documentNames, documents } from '../operations/documents.ts'
import { freePorts, startChild } from './child.ts'
import type { Contestant } from './contestant.ts'

/** Speaks the project's schema over GraphQL. */
export const graphql: Pick<Contestant, 'speaks' | 'ask' | 'read'> = {
  speaks: new Set(documentNames),
  ask: (document, variables) => ({
    path: '/graphql',
    body: JSON.stringify({ query: documents[document], variables }),
  }),
  read: (_, { data }) => data,
}

/** Köprü as `npm start` runs it, in one process. */
export const ours = (organization: Organization): Promise<Contestant> =>
  startOurs(organization, 'b', 'Köprü, one process', {})

/** The same with worker processes on one port. */
export const oursWithWorkers = (organization: Organization, workers: number): Promise<Contestant> =>
  startOurs(organization, `c${workers}`, `Köprü, ${workers} workers`, {
    WORKERS: String(workers),
  })

const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
/** What `npm start` gives Node: its options, and the file. */
const start: readonly string[] = scripts.start.replace('exec node ', '').split(' ')

async function startOurs(
  { urls }: Organization,
  key: string,
  name: string,
  settings: Record<string, string>,
): Promise<Contestant> {
  const [port] = await freePorts(1)
  const child = await startChild({
    name: key,
    command: start.at(-1)!,
    node: start.slice(0, -1),
    env: { ...environmentOf(urls), PORT: String(port), ...settings },
    readyUrl: `http://127.0.0.1:${port}/health/ready`,
  })
  return { key, name, port: port!, processes: [child], ...graphql, stop: () => child.stop() }
}
