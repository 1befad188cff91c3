import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, it } from 'vitest'
import { type Range, SECRET } from './range.ts'
import { statusesIn } from './wire.ts'

const HEAD = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'
const WHO = '{ me { id } }'
/** A header must be there after 10 s, a request after 30; looked at every other second. */
const [HEADERS_WITHIN, REQUEST_WITHIN, SLACK] = [10_000, 30_000, 6_000]

interface Ending {
  readonly after: number
  readonly heard: string
}

/** Connects, says `first`, then one more piece each second, until the other side has had enough. */
async function trickle(port: number, first: string, piece: string): Promise<Ending> {
  const since = performance.now()
  const socket = connect(port, '127.0.0.1')
  const heard: Buffer[] = []
  socket.on('error', () => {}).on('data', (data) => heard.push(data))
  await once(socket, 'connect')
  socket.write(first)
  const timer = setInterval(() => socket.write(piece), 1_000)
  await new Promise((resolve) => socket.once('close', resolve))
  clearInterval(timer)
  return { after: performance.now() - since, heard: Buffer.concat(heard).toString('latin1') }
}

/** Connects and says nothing; how long until the other side has had enough. */
async function idle(port: number): Promise<{ socket: Socket; after: Promise<number> }> {
  const since = performance.now()
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {}).resume()
  const after = new Promise<number>((resolve) => socket.once('close', () => resolve(performance.now() - since)))
  await once(socket, 'connect')
  return { socket, after }
}

const CLIENTS = [
  ['says nothing', '', '', HEADERS_WITHIN],
  ['never ends its headers', HEAD, 'X-A: b\r\n', HEADERS_WITHIN],
  ['says its first line letter by letter', 'P', 'O', HEADERS_WITHIN],
  ['never ends its body', `${HEAD}Content-Length: 4000\r\n\r\n`, ' ', REQUEST_WITHIN],
  ['never ends its chunks', `${HEAD}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n', REQUEST_WITHIN],
] as const

const DOORS = ['router', 'erp'] as const
const ALL = DOORS.flatMap((door) => CLIENTS.map((client) => ({ door, client })))
const IDLE = 1_000

/** A39: clients that take their time, and connections that nobody uses. They come first, and are sent away while other things are done. */
export function slowClients({ ask, target, ledger }: Range) {
  let endings: Promise<object[]>
  let idlers: Promise<number>[]

  const ending = async ({ door, client: [name, first, piece, within] }: (typeof ALL)[number]) => {
    const secret = door === 'router' ? '' : `X-Router-Secret: ${SECRET}\r\n`
    const { after, heard } = await trickle(target().doors[door], first.replace(HEAD, HEAD + secret), piece)
    const statuses = statusesIn(heard)
    for (const status of statuses) ledger.enter('A39', status)
    // Whoever says nothing needs no answer; whoever has no token has one soon.
    return {
      door,
      name,
      late: after > within + SLACK,
      answered: statuses.filter((status) => ![400, 401, 408].includes(status)),
    }
  }

  return {
    come: () =>
      it(`A39: ${ALL.length} slow clients and ${IDLE} connections that nobody uses are no trouble to an honest one`, async () => {
        const { memory } = await target().spent()
        endings = Promise.all(ALL.map(ending))
        const waiting = await Promise.all(Array.from({ length: IDLE }, () => idle(target().doors.router)))
        idlers = waiting.map(({ after }) => after)
        for (let count = 0; count < 20; count += 1) {
          const since = performance.now()
          expect((await ask('A39', WHO)).status).toBe(200)
          expect(performance.now() - since).toBeLessThan(2_000)
        }
        expect(waiting.filter(({ socket }) => socket.closed)).toEqual([])
        expect((await target().spent()).memory - memory).toBeLessThan(100_000_000)
      }),
    leave: () =>
      it('A39: all of them were sent away in time, with no more than a refusal', async () => {
        expect(await endings).toEqual(
          ALL.map(({ door, client: [name] }) => ({ door, name, late: false, answered: [] })),
        )
        expect(Math.max(...(await Promise.all(idlers)))).toBeLessThan(HEADERS_WITHIN + SLACK)
        expect((await ask('A39', WHO)).status).toBe(200)
      }),
  }
}
