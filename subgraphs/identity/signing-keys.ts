import { randomUUID } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose'
import { ALGORITHM, AUDIENCE, ISSUER } from '../shared/auth/identify.ts'

/** The keys that tokens are signed and checked with. Only the process of identity holds the private parts. */
export interface SigningKeys {
  /** The public parts of all of them, for those who check. */
  readonly public: readonly JWK[]
  /** Signs with the first key. `claims` must say when the token was issued and when it expires. */
  sign(claims: JWTPayload & { iat: number; exp: number }): Promise<string>
}

export interface SigningKeysOptions {
  readonly dataDir: string
  /** For many machines: the keys themselves, as the file would hold them, or a single JWK. */
  readonly given?: string | undefined
}

/**
 * The keys that were given, or those in `signing-keys.json` of the data folder, which the first start makes.
 * To rotate, put a new key first: it signs from then on, and the old ones go on checking until they are removed.
 */
export async function openSigningKeys({ dataDir, given }: SigningKeysOptions): Promise<SigningKeys> {
  if (given) return signingKeys(readKeys(given, 'SIGNING_KEY'))
  const file = join(dataDir, 'signing-keys.json')
  const text = (await readSecret(file)) ?? (await makeFile(file))
  return signingKeys(readKeys(text, file))
}

/** A new Ed25519 key, private part included. */
export async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true })
  return exportJWK(privateKey)
}

/** The same with keys in hand. */
export async function signingKeys(keys: readonly JWK[]): Promise<SigningKeys> {
  const published = await Promise.all(
    keys.map(async ({ kty, crv, x }) => {
      const key = { kty, crv, x } as JWK
      return { ...key, kid: await calculateJwkThumbprint(key), alg: ALGORITHM, use: 'sig' }
    }),
  )
  const key = await importJWK(keys[0]!, ALGORITHM)
  const header = { alg: ALGORITHM, kid: published[0]!.kid, typ: 'JWT' }
  return {
    public: published,
    sign: (claims) => new SignJWT({ ...claims, iss: ISSUER, aud: AUDIENCE }).setProtectedHeader(header).sign(key),
  }
}

/** Never repeats what it read: that is a secret. */
function readKeys(text: string, origin: string): JWK[] {
  try {
    const value = JSON.parse(text) as { keys?: JWK[] } & JWK
    const keys = value.keys ?? [value]
    const fit = ({ kty, crv, x, d }: JWK) => kty === 'OKP' && crv === 'Ed25519' && Boolean(x && d)
    if (keys.length > 0 && keys.every(fit)) return keys
  } catch {
    // Told below, without the text.
  }
  throw new Error(
    `${origin} must hold private Ed25519 keys: one JWK, or {"keys": [...]} with the one that signs first.`,
  )
}

async function readSecret(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new Error(`The signing keys in ${file} cannot be read: ${error.message}`)
  })
  if (text === null) return null
  const { mode } = await stat(file)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`The signing keys in ${file} can be read by others: run "chmod 600 ${file}".`)
  }
  return text
}

/** Two first starts at once agree on one key: the file appears whole, and only where there is none. */
async function makeFile(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o711 })
  const draft = `${file}.${randomUUID()}.draft`
  await writeFile(draft, `${JSON.stringify({ keys: [await newKey()] })}\n`, { mode: 0o600, flush: true })
  await chmod(draft, 0o600)
  try {
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
  return (await readSecret(file))!
}

if (import.meta.main) console.log(JSON.stringify(await newKey()))
