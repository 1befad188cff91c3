import { spawn } from 'node:child_process'
import { appendFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connected } from '../../platform/databases.ts'
import { runningPostgres, startPostgres } from '../../platform/postgres.ts'
import {
  held,
  kill,
  killPostmaster,
  notes,
  occupied,
  postmasterPid,
  started,
  stoppedFolders,
  temporaryFolder,
} from './support.ts'

const stoppedFolder = stoppedFolders()

describe('a cold start', () => {
  it('makes a UTF-8 cluster that is durable and knows its collation on every machine', async () => {
    const postgres = await started(join(await temporaryFolder(), 'data'), { fsync: true })
    expect(postgres.reused).toBe(false)
    await connected(postgres.url('postgres', 'postgres'), async (sql) => {
      const [facts] = await sql`
        select current_setting('server_version_num')::int / 10000 as version, datlocprovider as provider,
          datlocale as locale, pg_encoding_to_char(encoding) as encoding, current_setting('fsync') as fsync,
          current_setting('synchronous_commit') as synchronous, current_setting('TimeZone') as timezone
        from pg_database where datname = 'postgres'`
      expect(facts).toEqual({
        version: 18,
        provider: 'b',
        locale: 'C.UTF-8',
        encoding: 'UTF8',
        fsync: 'on',
        synchronous: 'on',
        timezone: 'UTC',
      })
    })
  })

  it('lets nobody in without the password, which nobody else may read', async () => {
    const folder = await stoppedFolder()
    const postgres = await started(folder)
    const url = (password: string) => `postgres://postgres:${password}@127.0.0.1:${postgres.port}/postgres`
    for (const wrong of ['', 'postgres', 'password']) {
      await expect(connected(url(wrong), (sql) => sql`select 1`)).rejects.toMatchObject({ code: '28P01' })
    }
    const { mode } = await stat(join(folder, 'cluster', 'kopru.passwords.json'))
    expect(mode & 0o077).toBe(0)
    expect(new Set(Object.values(postgres.passwords)).size).toBe(3)
  })

  it('listens on the loopback alone, and on no socket file', async () => {
    const postgres = await started(await stoppedFolder())
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
    for (const { address } of outside) {
      const url = postgres.url('postgres', 'postgres').replace('127.0.0.1', address)
      await expect(connected(url, (sql) => sql`select 1`)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    }
    await connected(postgres.url('postgres', 'postgres'), async (sql) => {
      const [setting] = await sql`
        select current_setting('listen_addresses') as host, current_setting('unix_socket_directories') as sockets`
      expect(setting).toEqual({ host: '127.0.0.1', sockets: '' })
    })
  })

  it('takes the port it is given, and says so when that is taken', async () => {
    const { port, leave } = await occupied()
    const folder = await stoppedFolder()
    await expect(startPostgres({ dataDir: folder, fsync: false, port })).rejects.toThrow(/Address already in use/)
    leave()
    expect((await started(folder, { port })).port).toBe(port)
  })

  it('redoes what a killed initdb left half done, without deleting what it does not know', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'cluster'))
    await writeFile(join(folder, 'cluster', 'PG_VERSION'), '18\n')
    await mkdir(join(folder, 'cluster.draft-abc', 'data'), { recursive: true })
    await started(folder)
    const names = await readdir(folder)
    expect(names.filter((name) => name.startsWith('cluster')).toSorted()).toEqual([
      'cluster',
      expect.stringMatching(/^cluster\.incomplete-\d+$/),
    ])
  })

  it('survives the killing of its process at any moment of it', async () => {
    const folder = await temporaryFolder()
    for (const patience of [150, 300, 450, 600, 900]) {
      const script = new URL('hold-postgres.ts', import.meta.url).pathname
      const holder = spawn(process.execPath, [script, folder], { stdio: 'ignore' })
      await sleep(patience)
      await kill(holder, 'SIGKILL')
    }
    const postgres = await started(folder)
    await notes(postgres).write('here')
    expect(await notes(postgres).read()).toEqual(['here'])
    expect((await readdir(folder)).filter((name) => name.startsWith('cluster'))).toEqual(['cluster'])
  })
})

describe('a later start', () => {
  it('finds the data, and the port', async () => {
    const folder = await stoppedFolder()
    const first = await started(folder)
    await notes(first).write('kept')
    await first.stop()
    const second = await started(folder)
    expect(second).toMatchObject({ reused: false, port: first.port, passwords: first.passwords })
    expect(await notes(second).read()).toEqual(['kept'])
  })

  it('takes another port when the last one was given away', async () => {
    const folder = await stoppedFolder()
    const first = await started(folder)
    await first.stop()
    await occupied(first.port)
    expect((await started(folder)).port).not.toBe(first.port)
  })

  it('leaves the data of another PostgreSQL alone', async () => {
    const folder = await stoppedFolder()
    await writeFile(join(folder, 'cluster', 'PG_VERSION'), '17\n')
    await expect(startPostgres({ dataDir: folder })).rejects.toThrow(
      /cluster was written by PostgreSQL 17; this Köprü brings 18 and leaves it alone/,
    )
  })

  it('fails in the words of the server', async () => {
    const folder = await stoppedFolder()
    await appendFile(join(folder, 'cluster', 'postgresql.conf'), 'nonsense = 1\n')
    await expect(startPostgres({ dataDir: folder })).rejects.toThrow(/unrecognized configuration parameter "nonsense"/)
  })

  it('says which data folder it cannot have', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'file'), '')
    await expect(startPostgres({ dataDir: join(folder, 'file', 'data') })).rejects.toThrow(
      /^The data folder .*data cannot be made: ENOTDIR/,
    )
  })
})

describe('a start while another runs', () => {
  it('is told who has the folder and where, and does no harm', async () => {
    const folder = await stoppedFolder()
    const { holder, said } = await held(folder)
    await expect(startPostgres({ dataDir: folder })).rejects.toMatchObject({
      name: 'AlreadyRunning',
      pid: holder.pid,
      url: 'http://127.0.0.1:4000',
      message: `Köprü already runs (pid ${holder.pid}) at http://127.0.0.1:4000.`,
    })
    expect(await runningPostgres(folder)).toMatchObject({ port: said.port })
  })

  it('gives the folder to exactly one of four', async () => {
    const folder = await temporaryFolder()
    const all = await Promise.all([1, 2, 3, 4].map(() => held(folder)))
    expect(all.map(({ said }) => said.refused ?? 'started').toSorted()).toEqual([
      'AlreadyRunning',
      'AlreadyRunning',
      'AlreadyRunning',
      'started',
    ])
  })

  it('refuses within one process too, and frees the folder with the stop', async () => {
    const folder = await stoppedFolder()
    const first = await started(folder)
    await expect(startPostgres({ dataDir: folder })).rejects.toMatchObject({ name: 'AlreadyRunning' })
    await Promise.all([first.stop(), first.stop()])
    expect(await runningPostgres(folder)).toBeUndefined()
    expect(await readdir(folder)).not.toContain('running.json')
    await started(folder)
  })
})

describe('after kill -9', () => {
  it('of the process: its living server is taken over, with everything in it', async () => {
    const folder = await stoppedFolder()
    const { holder, said } = await held(folder)
    const pid = await postmasterPid(folder)
    await kill(holder, 'SIGKILL')
    const postgres = await started(folder)
    expect(postgres).toMatchObject({ reused: true, port: said.port })
    expect(await postmasterPid(folder)).toBe(pid)
    await notes(postgres).write('still here')
    await postgres.stop()
    expect(await runningPostgres(folder)).toBeUndefined()
  })

  it('of the server: it comes back by itself on the same port, with the data', async () => {
    const folder = await stoppedFolder()
    const lines: string[] = []
    const postgres = await started(folder, { fsync: true, onLog: (line) => lines.push(line) })
    await notes(postgres).write('committed')
    await killPostmaster(folder)
    await expect.poll(() => lines.at(-1), { timeout: 10_000 }).toMatch(/^PostgreSQL serves again/)
    expect(await notes(postgres).read()).toEqual(['committed'])
  })

  it('of both: the leftover postmaster.pid does not stand in the way', async () => {
    const folder = await stoppedFolder()
    const { holder, said } = await held(folder)
    await kill(holder, 'SIGKILL')
    await killPostmaster(folder)
    const postgres = await started(folder)
    expect(postgres).toMatchObject({ reused: false, port: said.port })
  })

  it('of both: not even when its pid now belongs to another program of the same user', async () => {
    const folder = await stoppedFolder()
    const { uid, gid } = await stat(join(folder, 'cluster'))
    const other = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid, gid } : {})
    onTestFinished(() => void other.kill())
    const cluster = join(folder, 'cluster')
    await writeFile(join(cluster, 'postmaster.pid'), `${other.pid}\n${cluster}\n1\n1\n\n127.0.0.1\n\nready\n`)
    expect((await started(folder)).reused).toBe(false)
    expect(other.exitCode).toBeNull()
  })
})

it('SIGTERM stops the server in order', async () => {
  const folder = await stoppedFolder()
  const { holder } = await held(folder)
  await kill(holder, 'SIGTERM')
  expect(await runningPostgres(folder)).toBeUndefined()
  expect(await readFile(join(folder, 'postgres.log'), 'utf8')).toMatch(/database system is shut down\s*$/)
})
