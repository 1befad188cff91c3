import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function listening(listener?: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

describe('the router in a process of its own', () => {
  it('says what to do when its port is taken, and ends', async () => {
    const state = JSON.stringify({ keys: [], revokedTokens: [], revokedUsers: {} })
    const identity = await listening((_, answer) => answer.end(state))
    const taken = await listening()
    const router = spawn(process.execPath, ['router/main.ts'], {
      env: { PORT: `${taken}`, SUBGRAPH_URL_IDENTITY: `http://127.0.0.1:${identity}` },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    router.stderr.setEncoding('utf8').on('data', (text) => {
      said += text
    })
    const [code] = await once(router, 'close')
    expect(code).toBe(1)
    expect(said).toBe(
      `Port ${taken} is taken by another program. Choose another: PORT=${taken + 1} npm run start:router\n`,
    )
  })
})
