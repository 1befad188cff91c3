import { readdirSync, readFileSync } from 'node:fs'

/** What processes have used so far, and what they hold now. */
export interface Usage {
  /** Milliseconds of processor time, user and system. */
  readonly cpu: number
  /** Bytes of memory that are resident. */
  readonly rss: number
}

/** The processes and all their descendants, those that are gone already included as far as somebody waited for them. */
export function usageOf(roots: readonly number[]): Usage {
  let [cpu, rss] = [0, 0]
  for (const pid of family(roots)) {
    const stat = statOf(pid)
    if (!stat) continue
    cpu += stat.ownTicks + stat.childTicks
    rss += stat.rss
  }
  return { cpu: (cpu * 1000) / TICKS_PER_SECOND, rss }
}

/** The processes and all their descendants. */
export function family(roots: readonly number[]): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    const stat = pid > 0 ? statOf(pid) : null
    if (stat) children.set(stat.parent, [...(children.get(stat.parent) ?? []), pid])
  }
  const found: number[] = []
  const waiting = [...roots]
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    found.push(pid)
    waiting.push(...(children.get(pid) ?? []))
  }
  return found
}

interface Stat {
  readonly parent: number
  readonly ownTicks: number
  readonly childTicks: number
  readonly rss: number
}

/** Linux has counted in hundredths of a second for programs since it has been counting. */
const TICKS_PER_SECOND = 100
const PAGE = 4096

/** One line of /proc; null when the process is gone. */
export function statOf(pid: number): Stat | null {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return null
  }
}

/** A name may hold spaces and brackets: what counts begins after the last of them. */
export function parseStat(line: string): Stat {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  const [parent, utime, stime, cutime, cstime, pages] = [1, 11, 12, 13, 14, 21].map((index) => Number(fields[index]))
  return { parent: parent!, ownTicks: utime! + stime!, childTicks: cutime! + cstime!, rss: pages! * PAGE }
}
