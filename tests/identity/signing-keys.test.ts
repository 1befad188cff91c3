import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeProtectedHeader } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newKey, openSigningKeys, type SigningKeys } from '../../subgraphs/identity/signing-keys.ts'
import { Identifier } from '../../subgraphs/shared/auth/identify.ts'

let dataDir: string
let file: string
beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'kopru-keys-')), 'data')
  file = join(dataDir, 'signing-keys.json')
})
afterEach(() => rm(join(dataDir, '..'), { recursive: true }))

const second = Math.floor(Date.now() / 1_000)
const sign = (keys: SigningKeys) =>
  keys.sign({ sub: 'u', org: 'o', role: 'SALES', jti: 't', cur: 'EUR', tz: 'UTC', iat: second, exp: second + 60 })
const checkedBy = async (keys: SigningKeys, token: string) => {
  const identifier = new Identifier()
  await identifier.update({ keys: keys.public, revokedTokens: [], revokedUsers: {} })
  return identifier.identify(`Bearer ${token}`).then(
    () => true,
    () => false,
  )
}

describe('the signing keys', () => {
  it('are made at the first start, for their owner only, and kept', async () => {
    const first = await openSigningKeys({ dataDir })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readdir(dataDir)).toEqual(['signing-keys.json'])
    const again = await openSigningKeys({ dataDir })
    expect(again.public).toEqual(first.public)
    expect(await checkedBy(again, await sign(first))).toBe(true)
  })

  it('are the same for all that start for the first time at once', async () => {
    const opened = await Promise.all(Array.from({ length: 10 }, () => openSigningKeys({ dataDir })))
    expect(new Set(opened.map((keys) => keys.public[0]!.kid)).size).toBe(1)
    expect(await readdir(dataDir)).toEqual(['signing-keys.json'])
  })

  it('are named by what they are (RFC 7638), and their private parts are not published', async () => {
    const given = JSON.stringify({
      // RFC 8037, appendix A.
      ...{ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
      d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
    })
    const keys = await openSigningKeys({ dataDir, given })
    const kid = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'
    expect(keys.public).toEqual([
      { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', kid, alg: 'EdDSA', use: 'sig' },
    ])
    expect(decodeProtectedHeader(await sign(keys))).toEqual({ alg: 'EdDSA', kid, typ: 'JWT' })
    await expect(stat(file)).rejects.toThrow('ENOENT')
  })

  it('are rotated by a new one in front: it signs, and those behind it go on checking', async () => {
    const old = await openSigningKeys({ dataDir })
    const before = await sign(old)
    const { keys } = JSON.parse(await readFile(file, 'utf8'))
    await writeFile(file, JSON.stringify({ keys: [await newKey(), ...keys] }))
    const rotated = await openSigningKeys({ dataDir })
    expect(await checkedBy(rotated, before)).toBe(true)
    expect(await checkedBy(rotated, await sign(rotated))).toBe(true)
    expect(await checkedBy(old, await sign(rotated))).toBe(false)
    await writeFile(file, JSON.stringify({ keys: [JSON.parse(await readFile(file, 'utf8')).keys[0]] }))
    expect(await checkedBy(await openSigningKeys({ dataDir }), before)).toBe(false)
  })

  it.each([
    '',
    'secret',
    '{}',
    '{"keys":[]}',
    '{"kty":"OKP","crv":"Ed25519","x":"secret"}',
    '{"kty":"RSA","n":"secret","d":"secret"}',
    'null',
  ])('are not %j, and what was read is not repeated', async (text) => {
    await openSigningKeys({ dataDir })
    await writeFile(file, text)
    const refused = await openSigningKeys({ dataDir }).catch((error: Error) => error.message)
    expect(refused).toMatch(/must hold private Ed25519 keys/)
    expect(refused).not.toMatch(/secret/)
  })

  it.skipIf(process.platform === 'win32')('are not used when others can read them', async () => {
    await openSigningKeys({ dataDir })
    await chmod(file, 0o644)
    await expect(openSigningKeys({ dataDir })).rejects.toThrow(/chmod 600/)
  })
})
