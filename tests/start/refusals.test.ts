import { chmod, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { occupied, temporaryFolder } from '../platform/support.ts'
import { run, runningPostmaster } from './support.ts'

const start = (environment: NodeJS.ProcessEnv) => run('platform/start.ts', [], environment)
const refused = (sentence: string | RegExp) => ({
  code: 1,
  out: '',
  err: typeof sentence === 'string' ? `${sentence}\n` : expect.stringMatching(sentence),
})

describe('npm start refuses in one sentence', () => {
  it.each([
    [{ PORT: 'abc' }, 'PORT must be a whole number from 0 to 65535, not "abc".'],
    [{ HOST: 'a host' }, 'HOST must be an address or a name to listen on, not "a host".'],
    [
      { DATABASE_URL_ERP: 'postgres://kopru_app:hush@127.0.0.1:5432/erp' },
      'DATABASE_URL_IDENTITY is missing: give all three, or none to use the embedded database.',
    ],
  ])('%j', async (environment, sentence) => {
    const KOPRU_DATA_DIR = join(await temporaryFolder(), 'data')
    expect(await start({ KOPRU_DATA_DIR, ...environment })).toEqual(refused(sentence))
    expect(await readdir(join(KOPRU_DATA_DIR, '..'))).toEqual([])
  })

  it.each(['0', '21', 'two', '1.5', '-2'])('WORKERS=%s', async (WORKERS) => {
    const sentence = `WORKERS must be a whole number from 1 to 20, or auto, not "${WORKERS}".`
    expect(await start({ WORKERS })).toEqual(refused(sentence))
  })

  it('a data folder that cannot be made', async () => {
    const folder = await temporaryFolder()
    const file = join(folder, 'file')
    await writeFile(file, '')
    expect(await start({ KOPRU_DATA_DIR: file })).toEqual(refused(/^The data folder .*\/file cannot be made: EEXIST/))
    expect(await start({ KOPRU_DATA_DIR: join(file, 'data') })).toEqual(refused(/^The data folder .* ENOTDIR/))
    if (process.platform === 'linux') {
      expect(await start({ KOPRU_DATA_DIR: '/proc/kopru' })).toEqual(
        refused(/^The data folder \/proc\/kopru .* ENOENT/),
      )
    }
    if (process.getuid?.() === 0) return
    await chmod(folder, 0o555)
    expect(await start({ KOPRU_DATA_DIR: join(folder, 'data') })).toEqual(refused(/^The data folder .* EACCES/))
    await chmod(folder, 0o755)
  })

  it('a port that another program has, and stops the PostgreSQL it had started', async () => {
    const KOPRU_DATA_DIR = await temporaryFolder()
    const { port } = await occupied()
    const { code, out, err } = await start({ KOPRU_DATA_DIR, PORT: String(port) })
    expect({ code, err }).toEqual({
      code: 1,
      err: `Port ${port} is taken by another program. Choose another: PORT=${port + 1} npm start\n`,
    })
    expect(out).toMatch(/^Köprü is starting\.\n(?: {2}.+\n)+$/)
    expect(await runningPostmaster(KOPRU_DATA_DIR)).toBeUndefined()

    const elsewhere = await start({ KOPRU_DATA_DIR, HOST: 'no.such.host.invalid', PORT: '0' })
    expect(elsewhere).toMatchObject({
      code: 1,
      err: 'HOST=no.such.host.invalid is no address of this machine. For this machine only: HOST=127.0.0.1\n',
    })
    expect(await runningPostmaster(KOPRU_DATA_DIR)).toBeUndefined()
  })

  it('databases that do not answer, without their passwords', async () => {
    const { port, leave } = await occupied()
    leave()
    const url = (name: string) => `postgres://kopru_app:hush@127.0.0.1:${port}/${name}`
    const urls = {
      DATABASE_URL_IDENTITY: url('identity'),
      DATABASE_URL_CRM: url('crm'),
      DATABASE_URL_ERP: url('erp'),
    }
    const { code, err } = await start(urls)
    const sentence = `The database identity at 127.0.0.1:${port} cannot be used: connect ECONNREFUSED 127.0.0.1:${port}.\n`
    expect({ code, err }).toEqual({ code: 1, err: sentence })
  })
})
