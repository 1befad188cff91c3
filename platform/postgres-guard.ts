import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, type Server } from './postgres-server.ts'

/** Watches a postmaster and puts a new one in its place when it dies, until it is released. */
export function keepAlive(
  first: Server,
  cluster: string,
  restart: (port: number) => Promise<Server>,
  say: (line: string) => void,
): { release(): Promise<Server> } {
  const released = new AbortController()
  let server = first
  const said = new Set<string>()
  const sayOnce = (line: string) => {
    if (!said.has(line)) say(line)
    said.add(line)
  }

  const watch = async () => {
    while (!released.signal.aborted) {
      await sleep(500, undefined, { ref: false, signal: released.signal }).catch(() => undefined)
      if (released.signal.aborted || (await isAlive(server.pid, cluster))) continue
      sayOnce(`PostgreSQL (pid ${server.pid}) ended unexpectedly; starting it again.`)
      try {
        server = await restart(server.port)
        said.clear()
        say(`PostgreSQL serves again (pid ${server.pid}).`)
      } catch (error) {
        sayOnce((error as Error).message)
      }
    }
  }

  const watching = watch()
  return {
    release: async () => {
      released.abort()
      await watching
      return server
    },
  }
}
