import type { TestContext } from 'vitest'
import type { Audit } from './audit.ts'
import type { Load } from './load.ts'

/** What is told of a scenario when it is over: one line of the summary. */
export interface Told {
  readonly scenario: string
  readonly size: string
  readonly counts: Record<string, number | string>
}

declare module 'vitest' {
  interface TaskMeta {
    told?: Told[]
  }
}

/** Prints the counts of a scenario, and leaves them for the summary at the end. */
export function tell({ task }: TestContext, scenario: string, size: string, counts: Told['counts']): void {
  task.meta.told = [...(task.meta.told ?? []), { scenario, size, counts }]
  console.log(`${scenario} (${size}): ${lineOf(counts)}`)
}

export const lineOf = (counts: Told['counts']): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')

/** What the clients of a load saw, and what the books said of it. */
export function countsOf(load: Load, { retried, violations }: Audit, unanswered = 0): Told['counts'] {
  const fates = Object.groupBy(load.wishes, ({ fate }) => fate)
  const { whole, partial, failed } = load.reads
  return {
    sent: load.wishes.length + whole + partial + failed,
    changes: load.wishes.length,
    acknowledged: fates.acknowledged?.length ?? 0,
    refused: fates.refused?.length ?? 0,
    'unknown, sent again': retried,
    'reads whole/partial/failed': `${whole}/${partial}/${failed}`,
    unanswered,
    'slowest answer': `${load.slowest()} ms`,
    violations: violations.length,
  }
}

/** The middle and the worst of some times in milliseconds. */
export function spread(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b)
  const round = (time: number | undefined) => Math.round(time ?? 0)
  return `${round(sorted[Math.floor(sorted.length / 2)])} ms, at most ${round(sorted.at(-1))} ms`
}
