import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Connection, post } from './connection.ts'

describe('a connection', () => {
  let server: Server
  let port: number

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let body = ''
      request.setEncoding('utf8')
      for await (const chunk of request) body += chunk
      if (request.url === '/whole') response.writeHead(201, { 'content-length': Buffer.byteLength(body) }).end(body)
      else if (request.url === '/parts') {
        response.write(body.slice(0, 5))
        setTimeout(() => response.end(body.slice(5)), 5)
      } else response.destroy()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as { port: number }).port
  })
  afterAll(() => server.close())

  const long = JSON.stringify({ text: 'ğ'.repeat(200_000) })

  it.each(['/whole', '/parts'])('reads what comes from %s to its end, one answer after the other', async (path) => {
    const connection = await Connection.open(port)
    for (const body of ['{"a":1}', long, '{"b":"0\\r\\n\\r\\n"}']) {
      const answer = await connection.ask(post(path, 'token', body))
      expect(answer.body.equals(Buffer.from(body))).toBe(true)
      expect(answer.status).toBe(path === '/whole' ? 201 : 200)
    }
    connection.close()
  })

  it('says when the other side goes without an answer', async () => {
    const connection = await Connection.open(port)
    await expect(connection.ask(post('/gone', 'token', '{}'))).rejects.toThrow('closed before the answer came')
  })
})
