import type { Summary } from '../measure/summary.ts'
import { kilobytes, megabytes, milliseconds, perSecond } from './figures.ts'

/** A summary in a line of the terminal. */
export const line = (it: Summary): string =>
  [
    `  ${it.contestant.padEnd(3)}`,
    it.name.padEnd(40),
    `${perSecond(it.perSecond).padStart(6)} /s`,
    `p50 ${milliseconds(it.p50).padStart(8)}`,
    `p99 ${milliseconds(it.p99).padStart(8)}`,
    `alone ${milliseconds(it.alone).padStart(8)}`,
    `CPU ${milliseconds(it.cpu).padStart(8)}`,
    `Postgres ${milliseconds(it.postgresCpu).padStart(8)}`,
    `${kilobytes(it.bytes).padStart(7)}`,
    `${it.statements.toFixed(1)}+${it.transactions.toFixed(1)} SQL`,
    megabytes(it.rss).padStart(7),
  ].join('  ')
