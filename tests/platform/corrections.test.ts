import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../platform/postgres-process.ts'

const ORIGINAL = fileURLToPath(new URL('../..', import.meta.url))
let folder: string

/** As much of the project as connects to a database, with a driver of its own, as its maker published it. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopru-corrections-'))
  for (const part of ['subgraphs/shared', 'platform/patch-postgres.mjs', 'package.json', 'node_modules/postgres']) {
    await cp(join(ORIGINAL, part), join(folder, part), { recursive: true })
  }
  const names = await readdir(join(ORIGINAL, 'node_modules'))
  for (const name of names.filter((each) => each !== 'postgres')) {
    await symlink(join(ORIGINAL, 'node_modules', name), join(folder, 'node_modules', name))
  }
  const driver = join(folder, 'node_modules/postgres/src/index.js')
  const corrected = await readFile(driver, 'utf8')
  const published = corrected.replace(/^ *answer_timeout .*\n/m, '')
  expect(published).not.toBe(corrected)
  // Not written into the copy: it may share its file with the original.
  await rm(driver)
  await writeFile(driver, published)
})
afterAll(() => rm(folder, { recursive: true }))

const connect = () =>
  run(process.execPath, [
    ...['--input-type=module', '--eval'],
    `const { connect } = await import('${join(folder, 'subgraphs/shared/db/database.ts')}')
    await connect('postgres://nobody@127.0.0.1:1/nothing', { name: 'test' }).close()`,
  ])

describe('a driver without its corrections', () => {
  it('is refused in a sentence that says how to make them, and which is right', async () => {
    const refused = await connect()
    expect(refused.succeeded).toBe(false)
    expect(refused.output).toContain('start again: node platform/patch-postgres.mjs')

    expect(await run(process.execPath, ['platform/patch-postgres.mjs'], { cwd: folder })).toMatchObject({
      succeeded: true,
    })
    expect(await connect()).toEqual({ succeeded: true, output: '' })
  })
})
