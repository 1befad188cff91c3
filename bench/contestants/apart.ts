import { randomBytes } from 'node:crypto'
import { environmentOf, type Organization, UNBOUNDED } from '../data/organizations.ts'
import { type Child, freePorts, startChild } from './child.ts'
import type { Contestant } from './contestant.ts'
import { graphql } from './ours.ts'

/** The three subgraphs, each in a process of its own: several routers can stand before them. */
export interface Subgraphs {
  readonly processes: readonly Child[]
  readonly urls: Readonly<Record<'identity' | 'crm' | 'erp', string>>
  readonly secret: string
  stop(): Promise<void>
}

/** Starts `start:identity`, `start:crm` and `start:erp`. */
export async function subgraphs({ urls }: Organization): Promise<Subgraphs> {
  const names = ['identity', 'crm', 'erp'] as const
  const ports = await freePorts(names.length)
  const [identity, crm, erp] = ports.map((port) => `http://127.0.0.1:${port}`)
  const addresses = { identity: identity!, crm: crm!, erp: erp! }
  const secret = randomBytes(24).toString('base64url')
  const processes: Child[] = []
  const stop = async () => {
    await Promise.all(processes.map((child) => child.stop()))
  }
  try {
    for (const [index, name] of names.entries()) {
      const env = {
        ...environmentOf(urls),
        ...addressSettings(addresses),
        ROUTER_SECRET: secret,
        PORT: String(ports[index]),
      }
      const readyUrl = `${addresses[name]}/health/ready`
      processes.push(await startChild({ name: `d-${name}`, command: `subgraphs/${name}/server.ts`, env, readyUrl }))
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { processes, urls: addresses, secret, stop }
}

/** Köprü's router in a process of its own before them. */
export async function apart(parts: Subgraphs): Promise<Contestant> {
  const [port] = await freePorts(1)
  const router = await startChild({
    name: 'd-router',
    command: 'router/main.ts',
    env: {
      ...UNBOUNDED,
      ...addressSettings(parts.urls),
      ROUTER_SECRET: parts.secret,
      PORT: String(port),
      LOG_LEVEL: 'warn',
    },
    readyUrl: `http://127.0.0.1:${port}/health/ready`,
  })
  return {
    key: 'd',
    name: 'Köprü, four processes over HTTP',
    port: port!,
    processes: [router, ...parts.processes],
    ...graphql,
    stop: () => router.stop(),
  }
}

/** Where a router finds the subgraphs. */
export const addressSettings = (urls: Subgraphs['urls']): Record<string, string> => ({
  SUBGRAPH_URL_IDENTITY: urls.identity,
  SUBGRAPH_URL_CRM: urls.crm,
  SUBGRAPH_URL_ERP: urls.erp,
})
