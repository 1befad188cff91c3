import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CompactSign, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { newId } from '../../subgraphs/shared/relay/id.ts'

type Key = Parameters<SignJWT['sign']>[0]

/** Whoever has our key, and a good token of that owner. */
export interface Signer {
  readonly now: number
  readonly key: Key
  readonly published: JWK
  readonly claimed: Record<string, unknown>
  /** Signs the owner's claims, but for those that are given. */
  sign(claims?: object, header?: object, by?: Key): Promise<string>
}

export async function signer(dataDir: string, published: JWK, owner: string): Promise<Signer> {
  const jwk = JSON.parse(await readFile(join(dataDir, 'signing-keys.json'), 'utf8')).keys[0] as JWK
  const key = await importJWK(jwk, 'EdDSA')
  const now = Math.floor(Date.now() / 1_000)
  const claimed = JSON.parse(Buffer.from(owner.split('.')[1]!, 'base64url').toString())
  const sign: Signer['sign'] = (claims = {}, header = {}, by = key) =>
    new SignJWT({ ...claimed, iat: now, exp: now + 60, ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid: published.kid!, ...header })
      .sign(by)
  return { now, key, published, claimed, sign }
}

/** Tokens by what is wrong with them; the claims and the key are real unless something is said of them. */
export async function forgeries({ now, key, published, claimed, sign }: Signer): Promise<Record<string, string>> {
  const kid = published.kid!
  const good = await sign()
  const [head = '', middle = '', signature = ''] = good.split('.')
  const { privateKey: strange, publicKey } = await generateKeyPair('EdDSA')
  const { privateKey: rsa } = await generateKeyPair('RS256')
  const { privateKey: curve } = await generateKeyPair('ES256')
  const own = { jwk: published, strangers: publicKey }
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const kids = [
    '../../dev/null',
    '/etc/passwd',
    "' or '1'='1",
    'https://evil.example/key',
    '',
    '__proto__',
    'constructor',
    `${kid}\u0000`,
    `${kid} `,
    'x'.repeat(2_000),
  ]
  const algs = ['none', 'None', 'NONE', 'nOnE', 'HS256', 'HS512', 'RS256', 'ES256', 'eddsa', 'Ed25519x', '', 'dir']
  return {
    garbage: 'garbage',
    'three dots': '...',
    '8 kB': `${good}${'a'.repeat(8_192)}`,
    'no signature': `${head}.${middle}.`,
    'half a signature': `${head}.${middle}.${signature.slice(0, 40)}`,
    'a flipped signature': `${head}.${middle}.${(signature[0] === 'A' ? 'B' : 'A') + signature.slice(1)}`,
    'another organisation': `${head}.${part({ ...claimed, iat: now, exp: now + 60, org: newId() })}.${signature}`,
    'more rights': `${head}.${part({ ...claimed, role: 'OWNER', scope: undefined })}.${signature}`,
    'a signature in another spelling': `${head}.${middle}.${respelled(signature)}`,
    'a padded signature': `${good}==`,
    'no payload': `${head}..${signature}`,
    'a payload that is no object': await new CompactSign(Buffer.from('[]'))
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .sign(key),
    'expired a minute ago': await sign({ iat: now - 3_600, exp: now - 61 }),
    'expired a day ago': await sign({ iat: now - 90_000, exp: now - 86_400 }),
    'no end': await sign({ exp: undefined }),
    'an end that is text': await sign({ exp: 'never' as never }).catch(() => 'a.b.c'),
    'not begun yet': await sign({ nbf: now + 600 }),
    'of another issuer': await sign({ iss: 'evil' }),
    'of no issuer': await sign({ iss: undefined }),
    'for another audience': await sign({ aud: 'evil' }),
    'of no user': await sign({ sub: undefined }),
    'of no organisation': await sign({ org: undefined }),
    'of two organisations': await sign({ org: [claimed.org, newId()] }),
    'of no id': await sign({ jti: undefined }),
    'of a role that is none': await sign({ role: 'SUPERUSER' }),
    'of a role of every object': await sign({ role: 'constructor' }),
    'of another key': await sign({}, {}, strange),
    'that brings its key': await sign({}, { jwk: own.jwk }, strange),
    'that says where its key is': await sign(
      {},
      { jku: 'http://127.0.0.1:9/keys', x5u: 'http://127.0.0.1:9/cert' },
      strange,
    ),
    'that brings a certificate': await sign({}, { x5c: ['MIIB'] }, strange),
    'that needs more than we know': await sign({}, { crit: ['exp'] }).catch(() => 'a.b.c'),
    'HS256 by the public key': await sign({}, { alg: 'HS256' }, Buffer.from(published.x!, 'base64url')),
    'HS256 by the public key as it is written': await sign(
      {},
      { alg: 'HS256' },
      Buffer.from(JSON.stringify(published)),
    ),
    'RS256 by a key of its own': await sign({}, { alg: 'RS256' }, rsa),
    'ES256 by a key of its own': await sign({}, { alg: 'ES256' }, curve),
    'no kid': await sign({}, { kid: undefined }),
    ...Object.fromEntries(
      await Promise.all(kids.map(async (named) => [`kid ${named.slice(0, 30)}`, await sign({}, { kid: named })])),
    ),
    ...Object.fromEntries(
      algs.flatMap((alg) => [
        [`alg ${alg} without a signature`, `${part({ alg, kid })}.${middle}.`],
        [`alg ${alg} with the signature`, `${part({ alg, kid })}.${middle}.${signature}`],
      ]),
    ),
  }
}

/** The same bytes to a decoder that forgives: of the last character only the first two bits are theirs. */
function respelled(signature: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return signature.slice(0, -1) + alphabet[alphabet.indexOf(signature.at(-1)!) + 1]
}
