import { appendFile, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { postmasterPid, started, stoppedFolders } from '../platform/support.ts'
import { clearUp, startKopru, within } from './support.ts'

const stoppedFolder = stoppedFolders()

describe('a stop while PostgreSQL is still coming up', () => {
  it('ends the start and the server, however long that would have taken', async () => {
    const dataDir = await stoppedFolder()
    const cluster = join(dataDir, 'cluster')
    // A standby replays a log that has no end.
    await writeFile(join(cluster, 'standby.signal'), '')
    await appendFile(join(cluster, 'postgresql.auto.conf'), 'hot_standby = off\n')
    const kopru = startKopru(dataDir)
    onTestFinished(() => clearUp(kopru))
    const pidFile = join(cluster, 'postmaster.pid')
    await within(30, async () => /^standby/m.test(await readFile(pidFile, 'utf8').catch(() => '')))
    const postmaster = await postmasterPid(dataDir)

    const { code, seconds } = await kopru.stop('SIGINT')
    expect([code, kopru.err()]).toEqual([0, ''])
    expect(seconds).toBeLessThan(5)
    expect(() => process.kill(postmaster, 0)).toThrow('ESRCH')

    await rm(join(cluster, 'standby.signal'))
    expect((await started(dataDir)).reused).toBe(false)
  }, 60_000)
})
