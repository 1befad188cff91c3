import { SUPERGRAPH } from '../../platform/places.ts'
import { addressSettings, type Subgraphs } from './apart.ts'
import { freePorts, startChild } from './child.ts'
import type { Contestant } from './contestant.ts'
import { graphql } from './ours.ts'

/** The same subgraph processes behind @apollo/gateway. */
export async function apolloGateway(parts: Subgraphs): Promise<Contestant> {
  const [port] = await freePorts(1)
  const gateway = await startChild({
    name: 'e',
    command: 'bench/peers/apollo-gateway/server.ts',
    env: { ...addressSettings(parts.urls), ROUTER_SECRET: parts.secret, SUPERGRAPH, PORT: String(port) },
    readyUrl: `http://127.0.0.1:${port}/health/ready`,
  })
  return {
    key: 'e',
    name: '@apollo/gateway, the same subgraphs',
    port: port!,
    processes: [gateway, ...parts.processes],
    ...graphql,
    stop: () => gateway.stop(),
  }
}
