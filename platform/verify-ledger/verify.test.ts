import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CURRENCIES, currencyDigits } from '../../subgraphs/shared/money/currency.ts'
import { type Answer, type Entry, Unreadable } from './answer.ts'
import { Fault } from './chain.ts'
import { minorUnits, saidBy } from './entry-hash.ts'
import { verify } from './verify.ts'

const document = readFileSync(new URL('../../docs/ledger.md', import.meta.url), 'utf8')
const blocks = (kind: string) =>
  [...document.matchAll(new RegExp(`\`\`\`${kind}\\n(.*?)\\n\`\`\``, 'gs'))].map(([, text]) => text!)
const example = (): { data: Answer } => JSON.parse(blocks('json')[0]!)

const answersOf = async function* (...answers: unknown[]) {
  for (const value of answers) yield { value, where: 'here' }
}

describe('the example in docs/ledger.md', () => {
  const [said1, hash1, said2, hash2] = blocks('text')
  const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest('hex')

  it('has the hashes that its own words have', () => {
    expect(sha256(Buffer.from(said1!, 'utf8'))).toBe(hash1)
    expect(sha256(Buffer.from(hash1!, 'hex'), Buffer.from(said2!, 'utf8'))).toBe(hash2)
  })

  it('says what its entries say, and is an export that holds', async () => {
    const { organization, journalEntries } = example().data
    expect(journalEntries.nodes.map((entry) => saidBy(organization.id, entry))).toEqual([said1, said2])
    expect(journalEntries.nodes.map(({ hash }) => hash)).toEqual([hash1, hash2])
    expect(await verify(answersOf(example()))).toEqual({ sequence: 2, hash: hash2 })
  })
})

describe('an amount', () => {
  it('has the digits of its currency, for every currency', () => {
    for (const currency of CURRENCIES) {
      const digits = currencyDigits(currency)
      const amount = digits === 0 ? '12' : `12.${'3'.repeat(digits)}`
      expect(minorUnits({ amount, currency })).toBe(BigInt(amount.replace('.', '')))
      // The same figures, but ten times or a tenth of it.
      expect(() => minorUnits({ amount: digits === 0 ? '1.2' : amount.replace('.', ''), currency })).toThrow(currency)
    }
  })

  it.each(['-1.00', '+1.00', '01.00', '1e2', '1,00', '.50', '1.', '', ' 1.00'])('is not %j', (amount) => {
    expect(() => minorUnits({ amount, currency: 'EUR' })).toThrow('is no amount in EUR')
  })
})

describe('an export in which one thing was changed', () => {
  type Change = (entries: Entry[], answer: Answer) => void
  const second =
    (change: (entry: Entry) => void): Change =>
    (entries) =>
      change(entries[1]!)
  const swap = <T>(list: T[]) => list.reverse()
  const id = (entry: Entry, index: number) => entry.lines[index]!
  const cases: [string, Change, string][] = [
    [
      'the amounts, still in balance',
      second(({ lines }) => {
        lines[0]!.debit.amount = '120.00'
        lines[1]!.credit.amount = '120.00'
      }),
      'entry 2 (je_01k8xnrz80e008000000000072): what it says does not have its hash',
    ],
    [
      'one amount',
      second((entry) => {
        id(entry, 0).debit.amount = '119.01'
      }),
      'entry 2 (je_01k8xnrz80e008000000000072): its debits are not its credits',
    ],
    [
      'where the point of an amount is',
      second((entry) => {
        id(entry, 0).debit.amount = '11900'
      }),
      '"11900" is no amount in EUR',
    ],
    [
      'the currency of all of it',
      second((entry) => {
        entry.currency = 'USD'
        for (const { debit, credit } of entry.lines) debit.currency = credit.currency = 'USD'
      }),
      'entry 2 (je_01k8xnrz80e008000000000072): what it says does not have its hash',
    ],
    [
      'the currency of a line',
      second((entry) => {
        id(entry, 1).credit.currency = 'USD'
      }),
      'line 2 is not in EUR',
    ],
    [
      'the order of the lines',
      second(({ lines }) => {
        swap(lines)
      }),
      'line 2 stands at place 1',
    ],
    [
      'the order of the lines, and their places',
      second(({ lines }) => {
        for (const [index, line] of swap(lines).entries()) line.position = index + 1
      }),
      'what it says does not have its hash',
    ],
    [
      'a line less',
      second(({ lines }) => {
        lines.pop()
      }),
      'it has 1 lines',
    ],
    [
      'a line of nothing',
      second(({ lines }) => {
        lines.push({ ...lines[0]!, position: 3, debit: { amount: '0.00', currency: 'EUR' } })
      }),
      'line 3 is not on one side',
    ],
    [
      'the account of a line',
      second((entry) => {
        id(entry, 0).account.id = id(entry, 1).account.id
      }),
      'what it says does not have its hash',
    ],
    [
      'the customer of a line',
      second((entry) => {
        id(entry, 0).customer = null
      }),
      'what it says does not have its hash',
    ],
    [
      'the kind of an id',
      second((entry) => {
        id(entry, 0).customer!.id = id(entry, 0).customer!.id.replace('cust', 'user')
      }),
      'is no id that begins with cust_',
    ],
    [
      'the writing of an id',
      second((entry) => {
        id(entry, 0).customer!.id = id(entry, 0).customer!.id.replace('k8', 'K8')
      }),
      'is no id that begins with cust_',
    ],
    [
      'the text of a line',
      second((entry) => {
        id(entry, 0).description = ''
      }),
      'what it says does not have its hash',
    ],
    [
      'a microsecond',
      second((entry) => {
        entry.postedAt = '2026-04-14T08:00:00.000001Z'
      }),
      'what it says does not have its hash',
    ],
    [
      'the digits of a moment',
      second((entry) => {
        entry.postedAt = '2026-04-14T08:00:00.000Z'
      }),
      'is no moment in UTC with microseconds',
    ],
    [
      'the offset of a moment',
      second((entry) => {
        entry.postedAt = '2026-04-14T08:00:00.000000+00:00'
      }),
      'is no moment in UTC',
    ],
    [
      'a moment that is none',
      second((entry) => {
        entry.postedAt = '2026-02-31T08:00:00.000000Z'
      }),
      'is no moment in UTC',
    ],
    [
      'the day',
      second((entry) => {
        entry.date = '2026-04-15'
      }),
      'what it says does not have its hash',
    ],
    [
      'the description',
      second((entry) => {
        entry.description += ' '
      }),
      'what it says does not have its hash',
    ],
    [
      'the document',
      second((entry) => {
        entry.sourceId = entry.sourceId.replace('6j', '6k')
      }),
      'what it says does not have its hash',
    ],
    [
      'who posted it',
      second((entry) => {
        entry.postedBy.id = entry.postedBy.id.replace('61', '62')
      }),
      'what it says does not have its hash',
    ],
    [
      'the number',
      second((entry) => {
        entry.number = 2
      }),
      'it has number 2 in its journal, where 1 is due',
    ],
    [
      'the journal',
      (entries) => {
        entries[1]!.journal = entries[0]!.journal
      },
      'it has number 1 in its journal, where 2 is due',
    ],
    [
      'the hash',
      second((entry) => {
        entry.hash = entry.previousHash
      }),
      'what it says does not have its hash',
    ],
    [
      'the hash before',
      second((entry) => {
        entry.previousHash = entry.hash
      }),
      'it does not go on from the hash before it',
    ],
    [
      'the hash before the first',
      (entries) => {
        entries[0]!.previousHash = entries[0]!.hash
      },
      'it is the first, and says that one was before it',
    ],
    [
      'the first entry, and its hash',
      (entries, { organization }) => {
        const [entry] = entries as [Entry]
        entry.description = 'Invoice INV-2026-00002'
        entry.hash = createHash('sha256').update(saidBy(organization.id, entry)).digest('hex')
      },
      'entry 2 (je_01k8xnrz80e008000000000072): it does not go on from the hash before it',
    ],
    [
      'the organisation',
      (_, { organization }) => {
        organization.id = organization.id.replace('51', '52')
      },
      'entry 1 (je_01k8xnrz80e008000000000071): what it says does not have its hash',
    ],
    [
      'an entry is missing',
      (entries) => {
        entries.shift()
      },
      'entry 2 (je_01k8xnrz80e008000000000072): before it, 1 is missing',
    ],
    [
      'an entry is there twice',
      (entries) => {
        entries.push(structuredClone(entries[1]!))
      },
      'it comes after 2: it is there twice',
    ],
    [
      'the order of the entries',
      (entries) => {
        swap(entries)
      },
      'entry 2 (je_01k8xnrz80e008000000000072): before it, 1 is missing',
    ],
    [
      'that there is more',
      (_, { journalEntries }) => {
        journalEntries.pageInfo.hasNextPage = true
      },
      'The export: its last answer says that there is more',
    ],
  ]
  it.each(cases)('%s: is found', async (_, change, message) => {
    const { data } = example()
    change(data.journalEntries.nodes, data)
    const fault = await verify(answersOf(data)).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(Fault)
    expect((fault as Fault).message).toContain(message)
  })

  it('its end cut off: holds by itself, and is found by who knows the head', async () => {
    const { data } = example()
    const known = data.journalEntries.nodes.pop()!
    const end = data.journalEntries.nodes[0]!
    const holds = { sequence: 1, hash: end.hash }
    expect(await verify(answersOf(data))).toEqual(holds)
    expect(await verify(answersOf(data), [holds, { sequence: 1 }])).toEqual(holds)
    for (const head of [{ sequence: 2 }, { sequence: 2, hash: known.hash }]) {
      await expect(verify(answersOf(data), [head])).rejects.toThrow('it ends after 1 entries, but there are 2')
    }
    await expect(verify(answersOf(example()), [{ sequence: 1, hash: known.hash }])).rejects.toThrow(
      'these are other books',
    )
  })

  it('pages of another organisation among them: is found', async () => {
    const [one, two] = [example().data, example().data]
    one.journalEntries.nodes.pop()
    two.journalEntries.nodes.shift()
    expect(await verify(answersOf(one, two))).toMatchObject({ sequence: 2 })
    two.organization.id = one.organization.id.replace('51', '52')
    await expect(verify(answersOf(one, two))).rejects.toThrow('it is of org_')
  })
})

describe('what is no export', () => {
  const forbidden = { message: 'This needs project:read.', path: ['journalEntries', 'nodes', 0, 'lines', 0, 'project'] }
  it.each([
    [
      'an answer with errors',
      { ...example(), errors: [forbidden] },
      'it has errors (This needs project:read. at journalEntries.nodes.0.lines.0.project)',
    ],
    ['an answer without data', { data: null }, 'it is no answer to the query'],
    ['an answer to something else', { data: { organization: { id: 'org_x' } } }, 'journalEntries: '],
    ['a number', 7, 'it is no answer to the query'],
  ])('is called that: %s', async (_, value, message) => {
    const refusal = await verify(answersOf(value)).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Unreadable)
    expect((refusal as Error).message).toContain(message)
  })

  it('has no answer in it', async () => {
    await expect(verify(answersOf())).rejects.toThrow('The export cannot be read: there is no answer in it.')
  })

  it('lacks a field of an entry, whichever', async () => {
    for (const field of Object.keys(example().data.journalEntries.nodes[0]!)) {
      const answer = example()
      delete (answer.data.journalEntries.nodes[0] as Record<string, unknown>)[field]
      await expect(verify(answersOf(answer)), field).rejects.toThrow(Unreadable)
    }
  })
})
