import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeId, encodeId, newId, typeOfId } from './id.ts'

describe('a public id', () => {
  // From the TypeID specification's valid.yml.
  it.each([
    ['00000000-0000-0000-0000-000000000000', '00000000000000000000000000'],
    ['00000000-0000-0000-0000-00000000000a', '0000000000000000000000000a'],
    ['01890a5d-ac96-774b-bcce-b302099a8057', '01h455vb4pex5vsknk084sn02q'],
    ['ffffffff-ffff-ffff-ffff-ffffffffffff', '7zzzzzzzzzzzzzzzzzzzzzzzzz'],
  ])('writes %s as the specification does', (uuid, suffix) => {
    expect(encodeId('inv', uuid)).toBe(`inv_${suffix}`)
    expect(decodeId('inv', `inv_${suffix}`)).toBe(uuid)
  })

  it('comes back from any uuid', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(decodeId('cust', encodeId('cust', uuid))).toBe(uuid)
      }),
    )
  })

  it.each([
    '',
    null,
    undefined,
    'inv',
    'inv_',
    'cust_01h455vb4pex5vsknk084sn02q',
    'inv_8zzzzzzzzzzzzzzzzzzzzzzzzz',
    'inv_01H455VB4PEX5VSKNK084SN02Q',
    'inv_01h455vb4pex5vsknk084sn02u',
    'inv_01h455vb4pex5vsknk084sn02ı',
    "inv_01h455vb4pex5vsknk084sn02q' or 1=1",
  ])('is not %j', (id) => expect(decodeId('inv', id)).toBeNull())

  it('is written in one way: what is changed anywhere is another id or none', () => {
    const characters = fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyzABCZ_-=ıſK\u0660')
    fc.assert(
      fc.property(fc.uuid(), fc.nat({ max: 29 }), characters, (uuid, at, character) => {
        const id = encodeId('inv', uuid)
        const changed = id.slice(0, at) + character + id.slice(at + 1)
        const read = decodeId('inv', changed)
        if (read !== null) expect(encodeId('inv', read)).toBe(changed)
        expect(read === uuid).toBe(changed === id)
      }),
      { numRuns: 2_000 },
    )
  })

  it('names its type', () => {
    expect(typeOfId('je_01h455vb4pex5vsknk084sn02q')).toBe('JournalEntry')
    expect(typeOfId('nope_01h455vb4pex5vsknk084sn02q')).toBeNull()
  })

  it('is new each time, a valid UUIDv7, in the order they were made', () => {
    const ids = Array.from({ length: 20_000 }, () => newId())
    expect(new Set(ids).size).toBe(20_000)
    expect(ids).toEqual(ids.toSorted())
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('tells when it was made', () => {
    const [from, id] = [Date.now(), newId()]
    const made = Number.parseInt(id.replace('-', '').slice(0, 12), 16)
    expect(made - from).toBeGreaterThanOrEqual(0)
    expect(made - from).toBeLessThan(1_000)
  })
})
