import cliProgress from 'cli-progress'
import type { Openings } from './openings.ts'

/** Hears how far a load is. */
export type Loading = (what: string, done: number, total: number) => void

/** Shows loads, one after the other: a bar while it goes on, a line when it is done. */
export async function showLoading(openings: Openings, say: (line: string) => void): Promise<Loading> {
  const bar = await openings.add(async () => {
    const { show, end } = openProgress()
    return { show, end, close: async () => end() }
  })
  let since = Date.now()
  return (what, done, total) => {
    bar.show(what, done, total)
    if (done < total) return
    bar.end()
    say(`${what}: ${count(total)} records after ${seconds(since)}.`)
    since = Date.now()
  }
}

export interface Progress {
  /** Moves the bar; another name begins another one. */
  show(what: string, done: number, total: number): void
  /** Takes the bar away. */
  end(): void
}

/** One bar at a time, for whoever sits at a terminal; in a file or a pipe nothing moves. */
export function openProgress(): Progress {
  const bar = new cliProgress.SingleBar({
    format: '  {what}  {bar} {percentage} %  {value} of {total}',
    formatValue: (value, _, type) => (type === 'percentage' ? String(value).padStart(3) : count(value)),
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    clearOnComplete: true,
    hideCursor: true,
  })
  let current: string | undefined
  return {
    show(what, done, total) {
      if (what !== current) bar.start(total, done, { what })
      current = what
      bar.setTotal(total)
      bar.update(done)
    },
    end() {
      if (current !== undefined) bar.stop()
      current = undefined
    },
  }
}

/** A number as people read it. */
export const count = (value: number): string => value.toLocaleString('en')

/** How long something took, as people say it. */
export const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`
