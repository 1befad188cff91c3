import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Unreadable } from './answer.ts'

/** Something that was read, and where it stood. */
export interface Found {
  readonly value: unknown
  readonly where: string
}

/** Far more than a page of a hundred entries takes. */
const LONGEST = 32 * 1024 * 1024

/** The JSON values of files, one at a time: one after the other, a line each, or all in a list. `-` is what is piped in. */
export async function* readSaved(names: readonly string[]): AsyncGenerator<Found> {
  for (const name of await filesOf(names)) {
    const label = name === '-' ? 'standard input' : name
    const chunks = name === '-' ? process.stdin : createReadStream(name)
    let count = 0
    for await (const text of valuesOf(decoded(chunks, label), label)) {
      const where = `${label}, answer ${++count}`
      yield { value: parsed(text, where), where }
    }
  }
}

/** Files by themselves, and those of folders by their names, in which 10 comes after 9. */
async function filesOf(names: readonly string[]): Promise<string[]> {
  const inOrder = new Intl.Collator('en', { numeric: true }).compare
  const files = names.map(async (name) => {
    const found = name === '-' ? null : await stat(name).catch(() => null)
    if (name !== '-' && !found) throw new Unreadable(`There is no ${name}.`)
    if (!found?.isDirectory()) return [name]
    return (await readdir(name)).toSorted(inOrder).map((file) => join(name, file))
  })
  return (await Promise.all(files)).flat()
}

async function* decoded(chunks: AsyncIterable<Buffer>, label: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  } catch (error) {
    throw new Unreadable(`${label} cannot be read: ${(error as Error).message}`)
  }
}

/** Cuts text into the objects that are in no other: they stand one after the other, or in a list. */
async function* valuesOf(chunks: AsyncIterable<string>, label: string): AsyncGenerator<string> {
  let [held, depth, quoted, escaped] = ['', 0, false, false]
  for await (const chunk of chunks) {
    let from = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const sign = chunk[at]!
      if (escaped) escaped = false
      else if (quoted && sign === '\\') escaped = true
      else if (depth > 0 && sign === '"') quoted = !quoted
      else if (!quoted && sign === '{' && depth++ === 0) from = at
      else if (depth === 0 && !' \t\r\n,[]{'.includes(sign)) throw new Unreadable(`${label} holds no answers in JSON.`)
      else if (!quoted && sign === '}' && --depth === 0) {
        yield held + chunk.slice(from, at + 1)
        held = ''
      }
    }
    if (depth > 0) held += chunk.slice(from)
    if (held.length > LONGEST) throw new Unreadable(`${label} holds an answer that is far longer than a page.`)
  }
  if (depth > 0) throw new Unreadable(`${label} ends in the middle of an answer.`)
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Unreadable(`${where} is no JSON: ${(error as Error).message}`)
  }
}
