import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { CHECKSUMS } from './manifest.ts'

/** Writes the list that `sha256sum --check SHA256SUMS` reads, over the files of a folder. It is written last. */
export async function writeChecksums(folder: string, files: readonly string[]): Promise<void> {
  const lines: string[] = []
  for (const file of files) lines.push(`${await sha256Of(join(folder, file))}  ${file}\n`)
  await writeFile(join(folder, CHECKSUMS), lines.join(''), { mode: 0o600, flush: true })
}

/** Reads every file of the list; throws a sentence that names the first that is missing or not as it was written. */
export async function checkChecksums(folder: string, onFile: (done: number, total: number) => void): Promise<string[]> {
  const list = parse(await readFile(join(folder, CHECKSUMS), 'utf8'))
  for (const [index, { file, sha256 }] of list.entries()) {
    const found = await sha256Of(join(folder, file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new Error(`The backup is not whole: ${file} is missing.`)
      throw error
    })
    if (found !== sha256) throw new Error(`The backup is damaged: ${file} is not as it was written.`)
    onFile(index + 1, list.length)
  }
  return list.map(({ file }) => file)
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Names within the folder only: whoever wrote the list does not decide what else is read. */
function parse(text: string): { sha256: string; file: string }[] {
  const lines = text.split('\n')
  const read = lines
    .slice(0, -1)
    .map((line) => /^([0-9a-f]{64}) {2}((?:[a-z]+\/)?[a-z0-9_-]+(?:\.[a-z]+)+)$/.exec(line))
  if (lines.at(-1) !== '' || read.length === 0 || read.includes(null)) {
    throw new Error(`The backup is damaged: ${CHECKSUMS} is not as it was written.`)
  }
  return read.map((found) => ({ sha256: found![1]!, file: found![2]! }))
}
