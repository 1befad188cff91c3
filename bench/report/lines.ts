import type { Summary } from '../measure/summary.ts'

/** A summary in a line of the terminal. */
export const line = (it: Summary): string =>
  `  ${it.contestant.padEnd(3)}${it.name.padEnd(42)}${[
    `${it.perSecond.toFixed(0).padStart(6)} /s`,
    `p50 ${milliseconds(it.p50)}`,
    `p99 ${milliseconds(it.p99)}`,
    `alone ${milliseconds(it.alone)}`,
    `CPU ${milliseconds(it.cpu)}`,
    `Postgres ${milliseconds(it.postgresCpu)}`,
    `${kilobytes(it.bytes)} kB`,
    `${it.statements.toFixed(1)} + ${it.transactions.toFixed(1)} SQL`,
    `${megabytes(it.rss)} MB`,
  ].join('  ')}`

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1).padStart(5)} ms`
export const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1)
export const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(0)
