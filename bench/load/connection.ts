import { connect, type Socket } from 'node:net'

/** What came back: the body as it stood on the wire, and what the client must know of it. */
export interface Answer {
  readonly status: number
  readonly body: Buffer
}

/**
 * One HTTP/1.1 connection that is kept alive and asks one thing at a time. The machine is shared with who
 * is measured, so it does no more than it must: requests are bytes, and of an answer only its end is sought.
 */
export class Connection {
  readonly #socket: Socket
  #waiting: PromiseWithResolvers<Answer> | null = null
  #chunks: Buffer[] = []
  #received = 0
  #head: Head | null = null

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('error', (error) => this.#fail(error))
    socket.on('close', () => this.#fail(new Error('The connection was closed before the answer came.')))
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.off('error', reject)
        resolve(new Connection(socket))
      })
    })
  }

  ask(request: Buffer): Promise<Answer> {
    if (this.#waiting) throw new Error('One thing at a time.')
    this.#waiting = Promise.withResolvers<Answer>()
    this.#socket.write(request)
    return this.#waiting.promise
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#received += chunk.length
    try {
      this.#head ??= headOf(this.#whole())
      if (!this.#head) return
      const { status, start, length } = this.#head
      if (length !== null) {
        if (this.#received >= start + length) this.#answer(status, this.#whole().subarray(start, start + length))
      } else if (chunk.subarray(-5).equals(LAST_CHUNK) || this.#whole().subarray(-5).equals(LAST_CHUNK)) {
        this.#answer(status, unchunked(this.#whole().subarray(start)))
      }
    } catch (error) {
      this.#fail(error as Error)
    }
  }

  #whole(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)]
    return this.#chunks[0]!
  }

  #answer(status: number, body: Buffer): void {
    const waiting = this.#waiting
    this.#waiting = null
    this.#chunks = []
    this.#received = 0
    this.#head = null
    waiting?.resolve({ status, body })
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error)
    this.#waiting = null
  }
}

/** The bytes of a POST of JSON. */
export function post(path: string, token: string, body: string): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\n` +
      'content-type: application/json\r\naccept: application/json\r\n' +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

interface Head {
  readonly status: number
  /** Where the body begins. */
  readonly start: number
  /** Null where it comes in chunks. */
  readonly length: number | null
}

const END_OF_HEAD = Buffer.from('\r\n\r\n')
const LAST_CHUNK = Buffer.from('0\r\n\r\n')

function headOf(bytes: Buffer): Head | null {
  const end = bytes.indexOf(END_OF_HEAD)
  if (end < 0) return null
  const text = bytes.toString('latin1', 0, end)
  const length = /\r\ncontent-length: *(\d+)/i.exec(text)
  if (!length && !/\r\ntransfer-encoding: *chunked/i.test(text)) throw new Error(`No length in the answer:\n${text}`)
  return { status: Number(text.slice(9, 12)), start: end + 4, length: length ? Number(length[1]) : null }
}

function unchunked(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const end = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.toString('latin1', at, end), 16)
    if (!(size > 0)) return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
    parts.push(bytes.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
  }
}
