import { addressSettings, type Subgraphs } from './apart.ts'
import { freePorts, startChild } from './child.ts'
import type { Contestant } from './contestant.ts'
import { graphql } from './ours.ts'

/** The Apollo Router binary before the same subgraph processes. */
export async function apolloRouter(parts: Subgraphs, binary: string): Promise<Contestant> {
  const [port, health] = await freePorts(2)
  const router = await startChild({
    name: 'g',
    command: 'router/apollo-router.ts',
    env: {
      ...addressSettings(parts.urls),
      APOLLO_ROUTER_BIN: binary,
      ROUTER_SECRET: parts.secret,
      PORT: String(port),
      ROUTER_HEALTH_LISTEN: `127.0.0.1:${health}`,
    },
    readyUrl: `http://127.0.0.1:${health}/health?ready`,
  })
  return {
    key: 'g',
    name: 'Apollo Router, the same subgraphs',
    port: port!,
    processes: [router, ...parts.processes],
    ...graphql,
    stop: () => router.stop(),
  }
}
