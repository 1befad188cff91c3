import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A request as it goes over the wire: nothing in between tidies it up. */
export interface Message {
  readonly method: string
  readonly path: string
  /** One line for each value of a list. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body?: string | Buffer | undefined
}

/** What came back. */
export interface Reply {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as the JSON it is.
  readonly json: any
  /** Of its errors. */
  readonly codes: readonly string[]
}

const agent = new Agent({ keepAlive: true })

/** Sends it to a port of this machine and reads all of the answer, even where the sending is cut short by it. */
export async function send(port: number, message: Message): Promise<Reply> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await sendOnce(port, message)
    } catch (error) {
      // Who hangs up while we are still sending may take the answer away with it.
      if (attempt === 5 || !/EPIPE|ECONNRESET|socket hang up/.test(String(error))) throw error
    }
  }
}

const PIECE = 65_536

async function sendOnce(port: number, { method, path, headers, body }: Message): Promise<Reply> {
  const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) => (one === undefined ? [] : [name, one])),
  )
  const chunked = headers['transfer-encoding'] !== undefined
  const length = body === undefined || chunked ? [] : ['content-length', String(Buffer.byteLength(body))]
  const sent = request({ port, host: '127.0.0.1', agent, method, path, headers: [...lines, ...length] })
  let heard = false
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject)
  }).finally(() => {
    heard = true
  })
  const content = Buffer.from(body ?? '')
  const large = content.length > 1_048_576
  if (large) sent.flushHeaders()
  for (let start = 0; start < content.length && !heard; start += PIECE) {
    if (large) await Promise.race([answer.catch(() => {}), sleep(start === 0 ? 50 : 1)])
    if (!heard) sent.write(content.subarray(start, start + PIECE))
  }
  if (!heard) sent.end()
  return replyOf(await answer)
}

async function replyOf(response: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of response) chunks.push(chunk)
  } catch {
    // It was cut off while we were still sending: what came counts.
  }
  const text = Buffer.concat(chunks).toString('utf8')
  const json = parsed(text)
  const errors: { extensions?: { code?: string } }[] = json?.errors ?? []
  const codes = errors.map(({ extensions }) => extensions?.code ?? 'NONE')
  return { status: response.statusCode!, headers: response.headers, text, json, codes }
}

function parsed(text: string) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Writes bytes to a port and reads until the other side is done, or says no more for a moment. */
export function exchange(port: number, bytes: string | Buffer, quiet = 300): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.setTimeout(quiet, () => socket.destroy())
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => {})
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
  })
}

/** The statuses in what came back over one connection. */
export const statusesIn = (answers: string): number[] =>
  [...answers.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))
