import type { FastifyRequest } from 'fastify'

/**
 * Whether somebody at this very machine asks, from a page of this very server. The peer alone does
 * not say so: a website can point its own name at 127.0.0.1 and have its visitor's browser ask
 * (DNS rebinding), and a reverse proxy on this machine asks for the whole world. A proxy that hides
 * itself altogether cannot be told from a person: whoever puts one in front turns the demo off.
 */
export function isFromThisMachine({ headers, socket }: Pick<FastifyRequest, 'headers' | 'socket'>) {
  return (
    LOOPBACK_NAME.test(headers.host ?? '') &&
    LOOPBACK_ADDRESS.test(socket.remoteAddress ?? '') &&
    OWN_SITE.has(headers['sec-fetch-site']) &&
    !FROM_ELSEWHERE.some((name) => name in headers)
  )
}

const LOOPBACK_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i

const LOOPBACK_ADDRESS = /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$|^::1$/i

/** Absent from curl and old browsers; `none` when a person types the address. */
const OWN_SITE = new Set<unknown>([undefined, 'same-origin', 'none'])

/** A page of this server sends no origin when it reads from it; the others a proxy leaves behind. */
const FROM_ELSEWHERE = [
  'origin',
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
]
