import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json, text } from 'node:stream/consumers'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { Unreadable } from '../../platform/verify-ledger/answer.ts'
import { type Ask, readHead, readServed } from '../../platform/verify-ledger/served.ts'
import { verify } from '../../platform/verify-ledger/verify.ts'
import { decodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { ask, data } from '../support/ask.ts'
import { type Company, openTestGraph, type TestGraph } from '../support/graph.ts'
import { furnish } from '../support/scene.ts'

let graph: TestGraph
let company: Company
const asking =
  (authorization: string): Ask =>
  (query, variables) =>
    ask(graph.router, authorization, query, variables)
const inside = <T>(task: (sql: Sql) => Promise<T>): Promise<T> => graph.inside('erp', company.organizationId, task)

/** Every character that JSON may write in more than one way, and some that it may not. */
const TEXT = `"\\/ ${Array.from({ length: 31 }, (_, code) => String.fromCharCode(code + 1)).join('')}\u007f\u0085\u2028 é é İ 😀 </`

beforeAll(async () => {
  graph = await openTestGraph()
  const scene = await furnish(graph, 'Kestane')
  company = scene.company
  const lines = [{ description: 'Advice', quantity: '1', unitPrice: '12' }]
  const rows = ['EUR', 'JPY', 'KWD', 'CLF'].flatMap((currency) =>
    Array.from({ length: 30 }, (_, n) => ({
      ...{ externalReference: { source: 'test', id: `${currency}-${n}` }, customerId: scene.ids.cust },
      ...{ currency, issueDate: '2025-03-31', lines, post: true },
    })),
  )
  const IMPORT = 'mutation ($input: ImportInvoicesInput!) { importInvoices(input: $input) { created } }'
  const { importInvoices } = await data(graph.router, company.owner, IMPORT, {
    input: { rows, idempotencyKey: newId() },
  })
  expect(importInvoices.created).toBe(120)
  await byHand()
})

afterAll(async () => {
  await graph.close()
  expect(graph.troubles).toEqual([])
})

/** An entry with texts that nobody types, at a moment that ends in noughts. */
const byHand = () =>
  inside(async (sql) => {
    await sql`alter table journal_entries disable trigger journal_entries_stand_for_documents`
    const entryId = newId()
    await sql`with counted as (update journals set next_number = next_number + 1 where code = 'GEN' returning *)
      insert into journal_entries (organization_id, id, journal_id, number, date, currency, description, source, source_id, posted_by, posted_at)
      select organization_id, ${entryId}, id, next_number - 1, '1999-12-31', 'EUR', ${TEXT}, 'PAYMENT', ${newId()}, ${newId()},
        '1999-12-31 23:59:59.9+00' from counted`
    await sql`insert into journal_lines (organization_id, entry_id, position, account_id, currency, debit_minor, credit_minor, description)
      select organization_id, ${entryId}, side, id, 'EUR', 999999999999999 * (2 - side), 999999999999999 * (side - 1), ${TEXT}
      from accounts, generate_series(1, 2) as side where role = 'BANK'`
    await sql`set constraints all immediate`
    await sql`alter table journal_entries enable trigger journal_entries_stand_for_documents`
  })

describe('an export of the ledger', () => {
  it('can be recomputed from what the graph answers, page after page', async () => {
    const asked = asking(company.owner)
    const head = (await readHead(asked))!
    expect(head.sequence).toBeGreaterThan(120)
    const seen: number[] = []
    expect(await verify(readServed(asked), [head], (sequence) => seen.push(sequence))).toEqual(head)
    expect(seen).toEqual(Array.from({ length: head.sequence }, (_, index) => index + 1))
    const { verifyLedger } = await data(graph.router, company.owner, '{ verifyLedger { entries valid } }')
    expect(verifyLedger).toEqual({ entries: head.sequence, valid: true })
  })

  it('holds nothing of an organisation without entries', async () => {
    const empty = asking((await graph.found({ name: 'Boş' })).owner)
    expect(await readHead(empty)).toBeNull()
    expect(await verify(readServed(empty))).toEqual({ sequence: 0, hash: '' })
  })

  const CREATE = 'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token } }'
  const narrow = async (...scopes: string[]): Promise<Ask> => {
    const input = { name: scopes.join(), scopes, expiresAt: new Date(Date.now() + 3_600_000).toISOString() }
    const { createApiToken } = await data(graph.router, company.owner, CREATE, { input })
    return asking(`Bearer ${createApiToken.token}`)
  }

  it('needs to be allowed to read the ledger, the organisation and projects, and nothing else', async () => {
    const auditor = await narrow('ledger:read', 'organization:read', 'project:read')
    expect(await verify(readServed(auditor))).toEqual(await readHead(auditor))
    const blinkered = await narrow('ledger:read', 'organization:read')
    const refusal = await verify(readServed(blinkered)).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Unreadable)
    expect((refusal as Error).message).toContain('The token needs ledger:read, project:read')
  })

  it('shows what was changed in the database behind its back, at the place where the database shows it', async () => {
    const tables = ['journal_lines', 'journal_entries']
    const switched = async (sql: Sql, how: 'enable' | 'disable') => {
      for (const table of tables) await sql.unsafe(`alter table ${table} ${how} trigger user`)
    }
    const move = (by: string) =>
      inside(async (sql) => {
        await switched(sql, 'disable')
        await sql`update journal_entries set posted_at = posted_at + ${by}::interval
          where id = (select entry_id from journal_seals where sequence = 101)`
        await switched(sql, 'enable')
      })
    await move('1 microsecond')
    await expect(verify(readServed(asking(company.owner)))).rejects.toThrow(
      /^Page 2, entry 101 \(je_.*does not have its hash/,
    )
    const { verifyLedger } = await data(graph.router, company.owner, '{ verifyLedger { firstBrokenSequence } }')
    expect(verifyLedger.firstBrokenSequence).toBe(101)
    await move('-1 microsecond')
    expect(await verify(readServed(asking(company.owner)))).toMatchObject({ hash: expect.any(String) })
  })
})

it('the database computes what docs/ledger.md says', async () => {
  const document = await readFile(new URL('../../docs/ledger.md', import.meta.url), 'utf8')
  const { organization, journalEntries } = JSON.parse(/```json\n(.*?)\n```/s.exec(document)![1]!).data
  const uuid = (id: string | undefined) => (id ? decodeId(id.split('_')[0] as 'je', id) : null)
  const org = uuid(organization.id)
  for (const entry of journalEntries.nodes) {
    const lines = entry.lines.map((line: Record<string, { id: string; amount: string; currency: string }>) => ({
      ...{
        organization_id: org,
        entry_id: uuid(entry.id),
        position: line.position,
        account_id: uuid(line.account!.id),
      },
      ...{ currency: line.debit!.currency, description: line.description },
      debit_minor: line.debit!.amount.replace('.', ''),
      credit_minor: line.credit!.amount.replace('.', ''),
      ...{ customer_id: uuid(line.customer?.id), deal_id: uuid(line.deal?.id), project_id: uuid(line.project?.id) },
    }))
    const row = {
      ...{ organization_id: org, id: uuid(entry.id), journal_id: uuid(entry.journal.id), number: entry.number },
      ...{ date: entry.date, currency: entry.currency, description: entry.description, source: entry.source },
      ...{ source_id: uuid(entry.sourceId), posted_at: entry.postedAt, posted_by: uuid(entry.postedBy.id) },
    }
    const [found] = await inside(
      (sql) => sql`select encode(journal_entry_hash(decode(${entry.previousHash}, 'hex'), ${entry.sequence},
        jsonb_populate_record(null::journal_entries, ${sql.json(row)}),
        (select jsonb_agg(journal_line_said(line) order by line.position)
          from jsonb_populate_recordset(null::journal_lines, ${sql.json(lines)}) as line)), 'hex') as hash`,
    )
    expect(found!.hash).toBe(entry.hash)
  }
})

describe('npm run verify-ledger', () => {
  /** What it printed, and how it ended. */
  async function run(...args: string[]) {
    const env = { ...process.env, KOPRU_TOKEN: company.owner.slice('Bearer '.length) }
    const command = spawn(process.execPath, ['platform/verify-ledger/cli.ts', ...args], { env })
    const [out, error, [code]] = await Promise.all([text(command.stdout), text(command.stderr), once(command, 'exit')])
    return { out, error, code }
  }

  /** The graph behind a door, which is too busy for each first question. */
  async function served(): Promise<string> {
    let asked = 0
    const server = createServer(async (request, response) => {
      const { query, variables } = (await json(request)) as { query: string; variables: Record<string, unknown> }
      if (++asked === 1) return response.writeHead(429, { 'retry-after': '0' }).end('{"errors":[]}')
      const answer = await ask(graph.router, request.headers.authorization, query, variables)
      return response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    onTestFinished(() => void server.close())
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
  }

  it('reads an export, keeps it, checks it again, and says what it found and how it ended', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kopru-export-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, 'export.jsonl')
    const { sequence, hash } = (await readHead(asking(company.owner)))!
    const url = await served()
    const first = await run('--url', url, '--save', file)
    expect(first).toMatchObject({ code: 0, error: '', out: expect.stringContaining(`${sequence} entries hold`) })
    expect(first.out).toContain(`The head is ${sequence}:${hash}\n`)
    expect(await run('--url', url, '--save', file)).toMatchObject({ code: 2, error: expect.stringContaining('EEXIST') })

    const again = await run(file)
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('only a head that you know from elsewhere') })
    expect(await run(file, '--head', `${sequence}:${hash}`)).toMatchObject({ code: 0, error: '' })
    expect(await run(file, '--head', `${sequence + 1}`)).toMatchObject({
      code: 1,
      error: expect.stringContaining('the end is missing'),
    })

    await writeFile(file, (await readFile(file, 'utf8')).replace('"2025-03-31"', '"2025-03-30"'))
    const changed = await run(file)
    expect(changed).toMatchObject({
      code: 1,
      out: '',
      error: expect.stringMatching(/answer 1, entry \d+ \(je_.* does not have its hash/),
    })
  })

  it('prints the query of an export, and refuses what it does not understand', async () => {
    const help = await run('--help')
    expect(help).toMatchObject({ code: 0, out: expect.stringContaining('query LedgerExport($after: String)') })
    for (const args of [
      [],
      ['nowhere.json'],
      ['--head', 'x', 'a'],
      ['--save', 'x', 'a'],
      ['--url', 'x', 'a'],
      ['--what'],
    ]) {
      expect(await run(...args), args.join(' ')).toMatchObject({ code: 2, out: '', error: expect.stringMatching(/\w/) })
    }
  })
})
