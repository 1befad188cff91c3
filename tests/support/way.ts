import { once } from 'node:events'
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * How a way carries answers: as they come; each late; a byte a second; or nothing any more, in neither direction,
 * without closing what is open, as a cable does that was cut.
 */
export type Manner = 'open' | 'silent' | 'trickling' | { readonly late: number }

/** A way to a server that can be made bad. */
export interface Way {
  /** The address of the server, with this way in the place of its host and port. */
  readonly url: string
  /** How it carries from now on, also on connections that are open. */
  be(manner: Manner): void
  /** How many connections it carries. */
  readonly connections: number
  /** Resets what is open and refuses what comes, until it is opened again. */
  cut(): void
  open(): Promise<void>
}

/** Opens a way to a server; to the first of several that takes a connection, in turn, as a balancer does. */
export async function openWay(...servers: readonly string[]): Promise<Way> {
  const targets = servers.map((url) => new URL(url))
  const sockets = new Set<Socket>()
  let [port, turn] = [0, 0]
  let manner: Manner = 'open'
  let door: Server

  const carry = async (near: Socket) => {
    sockets.add(near)
    near.on('error', () => {})
    if (manner === 'silent') {
      // Whoever comes now reaches nobody, and is told so only when the way is good again.
      while (manner === 'silent' && !near.destroyed) await sleep(20)
      return near.resetAndDestroy()
    }
    turn += 1
    const order = targets.map((_, index) => targets[(turn + index) % targets.length]!)
    const far = await reach(order)
    if (!far || near.destroyed) {
      far?.destroy()
      return near.resetAndDestroy()
    }
    sockets.add(far)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
    await Promise.all([pass(near, far, () => (manner === 'silent' ? 'silent' : 'open')), pass(far, near, () => manner)])
  }
  const open = async () => {
    door = createServer({ allowHalfOpen: true, noDelay: true }, (near) => void carry(near))
    await once(door.listen(port, '127.0.0.1'), 'listening')
    port = (door.address() as AddressInfo).port
  }
  await open()
  const url = new URL(targets[0]!)
  url.host = `127.0.0.1:${port}`
  return {
    url: url.href.replace(/\/$/, ''),
    open,
    be: (next) => {
      manner = next
    },
    get connections() {
      return [...sockets].filter(({ destroyed }) => !destroyed).length / 2
    },
    cut: () => {
      door.close()
      for (const socket of sockets) socket.resetAndDestroy()
      sockets.clear()
    },
  }
}

async function reach(targets: readonly URL[]): Promise<Socket | null> {
  for (const { port, hostname } of targets) {
    const far = createConnection({ port: Number(port), host: hostname, allowHalfOpen: true, noDelay: true })
    const reached = await once(far, 'connect').then(
      () => true,
      () => false,
    )
    if (reached) return far
  }
  return null
}

async function pass(from: Socket, to: Socket, manner: () => Manner): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      for (let rest = chunk; rest.length > 0; ) {
        const now = manner()
        if (now === 'silent') {
          await sleep(20)
        } else if (now === 'trickling') {
          to.write(rest.subarray(0, 1))
          rest = rest.subarray(1)
          await sleep(1_000)
        } else {
          if (now !== 'open') await sleep(now.late)
          if (manner() === 'silent') continue
          if (!to.write(rest)) await once(to, 'drain')
          rest = rest.subarray(rest.length)
        }
        if (to.destroyed) return
      }
    }
    to.end()
  } catch {
    to.destroy()
  }
}
