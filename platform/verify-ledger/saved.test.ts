import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Answer, Unreadable } from './answer.ts'
import { readSaved } from './saved.ts'
import { verify } from './verify.ts'

const document = readFileSync(new URL('../../docs/ledger.md', import.meta.url), 'utf8')
const example = (): { data: Answer } => JSON.parse(/```json\n(.*?)\n```/s.exec(document)![1]!)

describe('a saved export', () => {
  const pages = () => {
    const [one, two] = [example(), example()]
    one.data.journalEntries.nodes.pop()
    two.data.journalEntries.nodes.shift()
    return [one, two]
  }
  const saved = async (files: Record<string, string | Buffer>): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'kopru-export-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
    return folder
  }
  const whole = { sequence: 2 }

  it.each<[string, Record<string, string>]>([
    [
      'a line for each page',
      {
        'export.jsonl': `${pages()
          .map((page) => JSON.stringify(page))
          .join('\n')}\n`,
      },
    ],
    [
      'one after the other, as people write it',
      {
        export: pages()
          .map((page) => JSON.stringify(page, null, 2))
          .join(''),
      },
    ],
    ['in a list', { 'export.json': `\ufeff${JSON.stringify(pages(), null, 1)}` }],
    [
      'files of a folder, the tenth after the ninth',
      Object.fromEntries(pages().map((page, index) => [`page-${index + 9}.json`, JSON.stringify(page)])),
    ],
  ])('is read %s', async (_, files) => {
    expect(await verify(readSaved([await saved(files)]))).toMatchObject(whole)
  })

  it('is read in whatever pieces it comes, with brackets and quotes in its texts', async () => {
    const text = JSON.stringify([{ a: 'x"}{][\\' }, { b: { c: ['}', '\\"', '😀'] } }])
    const folder = await saved({ long: text.replace('x', 'y'.repeat(70_000)), short: text })
    const found = []
    for await (const { value } of readSaved([join(folder, 'long'), join(folder, 'short')])) found.push(value)
    const [long, ...rest] = JSON.parse(text)
    expect(found).toEqual([{ a: long.a.replace('x', 'y'.repeat(70_000)) }, ...rest, long, ...rest])
  })

  it.each<[string, string | Buffer, string]>([
    ['breaks off', JSON.stringify(example()).slice(0, -9), 'ends in the middle of an answer'],
    ['is something else', 'sequence;hash\n1;2\n', 'holds no answers in JSON'],
    ['is a text in quotes', '"{}"', 'holds no answers in JSON'],
    ['is no JSON inside', '{"data": nothing}', 'is no JSON'],
    ['is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'cannot be read'],
  ])('is unreadable when it %s', async (_, content, message) => {
    const folder = await saved({ file: content })
    const refusal = await verify(readSaved([folder])).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Unreadable)
    expect((refusal as Error).message).toContain(message)
  })

  it('is read no further than its first fault', async () => {
    let read = 0
    const endless = async function* () {
      for (;;) {
        read += 1
        yield { value: example(), where: `Page ${read}` }
      }
    }
    await expect(verify(endless())).rejects.toThrow('Page 2, entry 1')
    expect(read).toBe(2)
  })
})
