import { environmentOf, type Organization } from '../data/organizations.ts'
import { freePorts, startChild } from './child.ts'
import type { Contestant } from './contestant.ts'
import { graphql } from './ours.ts'

/** The limit: the same answers out of the same statements, written by hand and without GraphQL. */
export async function byHand({ urls }: Organization): Promise<Contestant> {
  const [port] = await freePorts(1)
  const child = await startChild({
    name: 'a',
    command: 'bench/peers/by-hand/server.ts',
    env: { ...environmentOf(urls), PORT: String(port) },
    readyUrl: `http://127.0.0.1:${port}/health/ready`,
  })
  return {
    ...graphql,
    key: 'a',
    name: 'Written by hand, no GraphQL',
    port: port!,
    processes: [child],
    ask: (document, variables) => ({ path: `/${document}`, body: JSON.stringify(variables) }),
    stop: () => child.stop(),
  }
}
