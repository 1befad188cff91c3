import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, open, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { within } from '../start/support.ts'
import { audit } from './audit.ts'
import { ask } from './door.ts'
import { type House, openHouse } from './house.ts'
import { startLoad } from './load.ts'
import { ANSWERED_WITHIN, atMost, times } from './size.ts'
import { type Stage, setStage } from './stage.ts'
import { countsOf, spread, tell } from './told.ts'

const MAY_MOUNT = process.platform === 'linux' && process.getuid?.() === 0
if (!MAY_MOUNT) console.warn('SKIPPED: a full disk is tried on a small tmpfs, which only root on Linux may mount.')

let disk: string
let house: House
let stage: Stage

beforeAll(async () => {
  if (!MAY_MOUNT) return
  disk = await mkdtemp(join(tmpdir(), 'kopru-disk-'))
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256m,mode=755', 'tmpfs', disk])
  if (status !== 0) throw new Error(String(stderr))
  house = await openHouse({ dataDir: join(disk, 'data') })
  stage = await setStage(house.door(), 300)
}, 300_000)
afterAll(async () => {
  if (!MAY_MOUNT) return
  await house?.close()
  spawnSync('umount', ['-l', disk])
  await rm(disk, { recursive: true, force: true })
})

const READ = '{ customers(first: 1) { nodes { name receivable { outstanding { amount } } } } }'

it.skipIf(!MAY_MOUNT)(
  'a full disk: changes are refused with a code, reads go on while they can, nothing is lost',
  async (test) => {
    const rounds = times(3, 1)
    const load = startLoad(house.door, stage, { clients: 8, rest: 100 })
    const back: number[] = []
    let unreadable = 0
    const readable: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const before = load.done()
      await within(60, async () => load.done() >= before + 30)
      const refusedBefore = load.codes.SUBGRAPH_UNAVAILABLE ?? 0
      const ballast = await fillUp(disk)
      // Until changes fail, and for a while after that: with luck the log of the server is full by then, too.
      await within(60, async () => (load.codes.SUBGRAPH_UNAVAILABLE ?? 0) >= refusedBefore + 10)
      readable.push(0)
      for (const until = performance.now() + 3_000; performance.now() < until; ) {
        if ((await ask(house.door(), READ)).codes.length === 0) readable[round]! += 1
        else unreadable += 1
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      await rm(ballast)
      const freed = performance.now()
      const done = load.done()
      await within(60, async () => load.done() >= done + 10 && (await ask(house.door(), READ)).codes.length === 0)
      back.push(performance.now() - freed)
    }
    await load.stop()
    const found = await audit(house.door(), house.inside, stage.wishes)
    tell(test, 'disk of the database full', `${rounds} times, tmpfs of 256 MB, 8 clients`, {
      ...countsOf(load, found),
      'reads while full': `${readable.join(' + ')} answered, ${unreadable} not`,
      'service back after room was made': spread(back),
    })
    expect(found.violations).toEqual([])
    expect(Object.keys(load.codes)).toEqual(['SUBGRAPH_UNAVAILABLE'])
    // Changes failed before the first of them was counted.
    expect(Math.min(...readable)).toBeGreaterThan(0)
    expect(load.slowest()).toBeLessThan(ANSWERED_WITHIN)
    expect(house.kopru().process.exitCode).toBeNull()
    expect(Math.max(...back)).toBeLessThan(atMost(15_000))
  },
  200_000,
)

/** Takes what room there is, to the last page. */
async function fillUp(folder: string): Promise<string> {
  const path = join(folder, 'ballast')
  const file = await open(path, 'w')
  await chmod(path, 0o600)
  try {
    const { bavail, bsize } = await statfs(folder)
    const block = Buffer.alloc(1_048_576, 1)
    for (let rest = bavail * bsize; rest > 0; rest -= block.length) await file.write(block)
    for (;;) await file.write(Buffer.alloc(4_096, 1))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    await file.close()
  }
  return path
}
