import { open } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { count, openProgress } from '../progress.ts'
import { readQuery, Unreadable } from './answer.ts'
import { Fault, type Head } from './chain.ts'
import { type Found, readSaved } from './saved.ts'
import { graphAt, HEAD, readHead, readServed } from './served.ts'
import { verify } from './verify.ts'

const HELP = `Recomputes the hashes of an exported ledger, and says where they first break. It shares nothing with the
server but docs/ledger.md, which says what is hashed.

  npm run verify-ledger -- export.jsonl
  npm run verify-ledger -- --url http://localhost:4000/graphql --save export.jsonl

  FILE …         answers to the query below, in their order: one after the other in a file, a line each, or
                 all in a list; a folder of files; or - for what is piped in
  --url URL      reads the export from there itself, and the head
  --token TOKEN  as whom; or give it as KOPRU_TOKEN. It needs ledger:read, project:read and organization:read
  --save FILE    keeps what was read from --url, a line for each page
  --head N:HASH  the entry N is there and has that hash, which you know from elsewhere (or just N): without it
                 nobody can see from an export whether its end was cut off
  --help         this text

It ends with 0 when the books hold, with 1 at a fault, and with 2 when there is nothing to say: no export,
or not a whole one.

The query of an export, asked again with after: endCursor as long as hasNextPage is true:
`

const OPTIONS = {
  url: { type: 'string' },
  token: { type: 'string' },
  save: { type: 'string' },
  head: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS })
  if (values.help) return console.log(`${HELP}\n${await readQuery()}\nThe head:\n\n${HEAD}`)
  if (positionals.length > 0 === (values.url !== undefined)) {
    throw new Unreadable('Give the files of an export, or --url to read one; --help tells more.')
  }
  if (values.save !== undefined && values.url === undefined) throw new Unreadable('--save goes with --url.')
  const heads = values.head === undefined ? [] : [headOf(values.head)]
  const bar = openProgress()
  try {
    const { found, head } =
      values.url === undefined ? { found: readSaved(positionals) } : await served(values.url, values)
    if (head) heads.push(head)
    const total = head?.sequence
    const last = await verify(found, heads, (done) => total && bar.show('Verifying', Math.min(done, total), total))
    bar.end()
    console.log(`${count(last.sequence)} entries hold: each is what its hash says, balanced, and in its place.`)
    console.log(`The head is ${last.sequence}:${last.hash}`)
    if (heads.length === 0) {
      console.log('Whether the end was cut off only a head that you know from elsewhere can say: --head.')
    }
  } finally {
    bar.end()
  }
}

async function served(url: string, { token = process.env.KOPRU_TOKEN, save }: { token?: string; save?: string }) {
  if (!token) throw new Unreadable('Give --token, or KOPRU_TOKEN.')
  const ask = graphAt(url, token)
  const head = await readHead(ask)
  return { found: save === undefined ? readServed(ask) : saved(readServed(ask), save), head }
}

/** The same, kept in a file on the way, which must not be there yet. */
async function* saved(found: AsyncIterable<Found>, file: string): AsyncGenerator<Found> {
  await using kept = await open(file, 'wx')
  for await (const each of found) {
    await kept.write(`${JSON.stringify(each.value)}\n`)
    yield each
  }
}

function headOf(text: string): Head {
  const [, sequence, hash] = /^([1-9]\d{0,15})(?::([0-9a-f]{64}))?$/.exec(text) ?? []
  if (!sequence) throw new Unreadable(`--head is a place and a hash, like 830:6dff…, not "${text}".`)
  return { sequence: Number(sequence), ...(hash && { hash }) }
}

try {
  await main()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = error instanceof Fault ? 1 : 2
}
