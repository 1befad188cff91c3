import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { range, SECRET } from './range.ts'
import { statusesIn } from './wire.ts'

/** A39: clients that take their time, and connections that nobody uses. */
const { ask, target } = range()

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
  await once(socket, 'close')
  clearInterval(timer)
  return { after: performance.now() - since, heard: Buffer.concat(heard).toString('latin1') }
}

async function idle(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {}).resume()
  await once(socket, 'connect')
  return socket
}

const CLIENTS = [
  ['says nothing', '', '', HEADERS_WITHIN],
  ['never ends its headers', HEAD, 'X-A: b\r\n', HEADERS_WITHIN],
  ['says its first line letter by letter', 'P', 'O', HEADERS_WITHIN],
  ['never ends its body', `${HEAD}Content-Length: 4000\r\n\r\n`, ' ', REQUEST_WITHIN],
  ['never ends its chunks', `${HEAD}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n', REQUEST_WITHIN],
] as const

it('clients that take their time are sent away, all at once and at every door', { timeout: 60_000 }, async () => {
  const doors = ['router', 'erp'] as const
  const all = doors.flatMap((door) => CLIENTS.map((client) => ({ door, client })))
  const endings = all.map(async ({ door, client: [name, first, piece, within] }) => {
    const secret = door === 'router' ? '' : `X-Router-Secret: ${SECRET}\r\n`
    const { after, heard } = await trickle(target().doors[door], first.replace(HEAD, HEAD + secret), piece)
    // Whoever says nothing needs no answer; whoever has no token has one soon.
    const answered = statusesIn(heard).filter((status) => ![400, 401, 408].includes(status))
    return { door, name, late: after > within + SLACK, answered }
  })
  expect(await Promise.all(endings)).toEqual(
    all.map(({ door, client: [name] }) => ({ door, name, late: false, answered: [] })),
  )
})

it('many connections that nobody uses are closed, and honest clients notice nothing', { timeout: 60_000 }, async () => {
  const before = (await target().spent()).memory
  const sockets = await Promise.all(Array.from({ length: 1_000 }, () => idle(target().doors.router)))
  for (let count = 0; count < 20; count += 1) {
    const since = performance.now()
    expect((await ask('A39', WHO)).status).toBe(200)
    expect(performance.now() - since).toBeLessThan(2_000)
    await sleep(50)
  }
  expect((await target().spent()).memory - before).toBeLessThan(100_000_000)
  await Promise.all(sockets.map((socket) => socket.closed || once(socket, 'close')))
  expect((await ask('A39', WHO)).status).toBe(200)
  expect(target().alive()).toBe(true)
})
