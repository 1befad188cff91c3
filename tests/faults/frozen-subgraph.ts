import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { within } from '../start/support.ts'
import { audit } from './audit.ts'
import { ask } from './door.ts'
import { startLoad } from './load.ts'
import { BOTH, type Parts, SOLD } from './sites.ts'
import { ANSWERED_WITHIN, atMost, LONG } from './size.ts'
import { countsOf, tell } from './told.ts'

/** S15: a subgraph of two whose process does not run for a while, as one does that is blocked or out of memory. */
export function frozenSubgraph({ parted, stage }: Parts): void {
  it.for(LONG ? [1, 5, 20] : [1])(
    'a subgraph that stands still for %i s: whoever waits is answered or told, and nothing is done twice',
    { timeout: 120_000 },
    async (seconds, test) => {
      const pid = parted().copies.erp[0]!.process.pid!
      const load = startLoad(() => parted().door, stage(), { clients: 8 })
      await within(60, async () => load.done() >= 30)
      process.kill(pid, 'SIGSTOP')
      try {
        await sleep(seconds * 1_000)
        expect((await ask(parted().door, SOLD)).codes).toEqual([])
      } finally {
        process.kill(pid, 'SIGCONT')
      }
      const since = performance.now()
      await within(60, async () => (await ask(parted().door, BOTH)).codes.length === 0)
      const back = performance.now() - since
      await load.stop()
      const found = await audit(parted().door, parted().inside, stage().wishes)
      tell(test, 'a subgraph that stands still', `${seconds} s, 8 clients`, {
        ...countsOf(load, found),
        'service back after': `${Math.round(back)} ms`,
      })
      expect(found.violations).toEqual([])
      // The router waits for 15 s; who waits no longer than that sees nothing but a slow answer.
      expect(Object.keys(load.codes)).toEqual(seconds > 15 ? ['SUBGRAPH_UNAVAILABLE'] : [])
      expect(load.slowest()).toBeGreaterThan(Math.min(seconds * 1_000, 15_000) - 100)
      expect(load.slowest()).toBeLessThan(ANSWERED_WITHIN)
      expect(back).toBeLessThan(atMost(5_000))
    },
  )
}
