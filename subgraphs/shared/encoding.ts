import type { FastifyInstance, FastifyRequest } from 'fastify'

/**
 * Reads what is sent as what it is: JSON in UTF-8, plainly. Node would put U+FFFD where bytes are none, and that would
 * be stored; so whatever is not UTF-8, says that it is not, or is packed, is refused.
 */
export function readUtf8(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      // A byte order mark is no part of the text (RFC 8259, section 8.1): the decoder leaves it out.
      parseJson(request, new TextDecoder('utf-8', { fatal: true }).decode(body), done)
    } catch {
      done(refusal(400, 'The body must be UTF-8.'), undefined)
    }
  })
  app.addHook('preParsing', async (request) => {
    checkHeaders(request)
    if (!isUtf8(request.raw.url ?? '')) throw refusal(400, 'The query string must be percent-encoded UTF-8.')
  })
}

function checkHeaders({ headers }: FastifyRequest): void {
  const packed = headers['content-encoding']?.trim().toLowerCase() || 'identity'
  if (packed !== 'identity') throw refusal(415, 'Send the body as it is, without a content-encoding.')
  for (const [, quoted, plain] of (headers['content-type'] ?? '').matchAll(CHARSET)) {
    if (!/^utf-?8$/i.test(quoted ?? plain ?? '')) throw refusal(415, 'The charset of the body must be utf-8.')
  }
}

const CHARSET = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;]*))/gi

function isUtf8(url: string): boolean {
  try {
    decodeURIComponent(url)
    // Bytes that are not encoded at all come as one character each, whatever they stood for.
    return /^[\x21-\x7e]*$/.test(url)
  } catch {
    return false
  }
}

const refusal = (statusCode: number, message: string) => Object.assign(new Error(message), { statusCode })
