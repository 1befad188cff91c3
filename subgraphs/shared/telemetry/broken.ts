import type { Socket } from 'node:net'
import type { ConnectionError, FastifyBaseLogger } from 'fastify'

const STATUS: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}

const BODY = '{"errors":[{"message":"This is no HTTP request.","extensions":{"code":"BAD_REQUEST"}}]}'

/**
 * Answers what is no HTTP request. Fastify would log the bytes that came with it, and so a token that was
 * among them: the log is told their number only.
 */
export const onBrokenRequest =
  (log: FastifyBaseLogger) =>
  ({ code, rawPacket }: ConnectionError, socket: Socket): void => {
    if (code === 'ECONNRESET' || socket.destroyed) return
    const status = STATUS[code ?? ''] ?? '400 Bad Request'
    log.info(
      { code, status: Number(status.slice(0, 3)), bytes: (rawPacket as { length?: number } | undefined)?.length },
      'no request',
    )
    if (socket.writable) {
      socket.write(`HTTP/1.1 ${status}\r\ncontent-type: application/json\r\nconnection: close\r\n`)
      socket.write(`content-length: ${BODY.length}\r\n\r\n${BODY}`)
    }
    socket.destroy()
  }
