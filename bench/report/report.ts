import type { Literals } from '../measure/literals.ts'
import type { MemoryFigure } from '../measure/memory.ts'
import type { Result } from '../measure/operation.ts'
import type { SizeFigure } from '../measure/sizes.ts'
import type { StartFigure } from '../measure/start.ts'
import type { Summary } from '../measure/summary.ts'
import { kilobytes, megabytes, milliseconds, percent, perSecond } from './figures.ts'
import { targets } from './targets.ts'

/** What is measured beside the operations; what was not is missing. */
export interface Extras {
  readonly start?: StartFigure | undefined
  readonly sizes?: readonly SizeFigure[] | undefined
  readonly literals?: Literals | undefined
  readonly memory?: readonly MemoryFigure[] | undefined
}

export interface Report {
  readonly date: string
  readonly machine: string
  readonly customers: number
  readonly rounds: number
  readonly seconds: number
  readonly results: readonly Result[]
  readonly leftOut: readonly string[]
  readonly extras: Extras
  /** Where the remaining time goes, in the words of who looked. */
  readonly notes: string
}

/** The report, in Markdown. */
export function report(it: Report): string {
  return `${[
    '# What it costs',
    `Measured ${it.date} by \`npm run bench\` on ${it.machine}.`,
    method(it),
    ...it.leftOut,
    '## What was promised',
    table(
      ['', 'promised', 'measured'],
      targets(it.results, it.extras).map(({ promise, found, reached }) => [MARK[String(reached)]!, promise, found]),
    ),
    '## The page, in pictures',
    '![CPU per page and contestant](report/cpu.svg)',
    '![Pages per second and contestant](report/throughput.svg)',
    ...it.results.flatMap(operation),
    ...extras(it.extras),
    '## Where the remaining time goes',
    it.notes.trim(),
  ].join('\n\n')}\n`
}

const MARK: Record<string, string> = { true: 'reached', false: '**short**', null: '—' }

const method = ({ customers, rounds, seconds }: Report): string => `## How

1. One PostgreSQL, one organisation of ${customers.toLocaleString('en')} generated customers, row-level security on; all contestants run at once and are measured in turn, ${rounds} turns of ${seconds} s each, another one beginning each round.
2. A turn is 16 connections that are kept alive, each asking the next thing as soon as it has its answer; *alone* is the p50 of a turn with one connection. Every task asks for another page, customer or list, the same for all.
3. Before that, all must give the same answer, compared field by field, and each warms up for a turn. An answer with an error ends the bench.
4. CPU is user and system time of all of a contestant's processes, from /proc, divided by what was asked; PostgreSQL's own, and the load's, are apart. Memory is the most these processes held together.
5. Statements are counted by pg_stat_statements in a pass of its own: reads and writes + transactions.`

const HEAD = ['', 'per s', 'p50', 'p99', 'alone', 'CPU', 'Postgres', 'bytes', 'SQL', 'memory']

function operation({ operation: { title, explanation }, summaries, sameStatements }: Result): string[] {
  return [
    `## ${title}`,
    `${explanation[0]!.toUpperCase()}${explanation.slice(1)}.`,
    table(HEAD, summaries.map(row)),
    ...(sameStatements === false ? ['(a) and (b) do not run the same statements here.'] : []),
  ]
}

const row = (it: Summary): string[] => [
  `(${it.contestant}) ${it.name}`,
  perSecond(it.perSecond),
  milliseconds(it.p50),
  milliseconds(it.p99),
  milliseconds(it.alone),
  milliseconds(it.cpu),
  milliseconds(it.postgresCpu),
  kilobytes(it.bytes),
  `${it.statements.toFixed(1)} + ${it.transactions.toFixed(1)}`,
  megabytes(it.rss),
]

function extras({ start, sizes, literals, memory }: Extras): string[] {
  return [
    ...(start
      ? [
          '## Starting',
          `\`npm start\` with the demo was ready after ${(start.firstStart / 1000).toFixed(1)} s on an empty folder and ` +
            `after ${(start.secondStart / 1000).toFixed(2)} s (the median of ${start.starts}) on a full one. Then its Node processes held ` +
            `${megabytes(start.rss)}: ${start.parts.map(({ name, rss }) => `${name} ${megabytes(rss)}`).join(', ')}.`,
        ]
      : []),
    ...(sizes
      ? [
          '## The number of customers',
          table(
            ['customers', 'p50 of the page, alone', 'CPU', 'Postgres'],
            sizes.map(({ customers, p50, cpu, postgresCpu }) => [
              customers.toLocaleString('en'),
              milliseconds(p50),
              milliseconds(cpu),
              milliseconds(postgresCpu),
            ]),
          ),
        ]
      : []),
    ...(literals
      ? [
          '## 10,000 queries that differ in a literal',
          `After a collection the heap held ${megabytes(literals.heapBefore)} before and ${megabytes(literals.heapAfter)} after ` +
            `(${percent(literals.heapAfter / literals.heapBefore - 1)}), the process ${megabytes(literals.rssBefore)} and ` +
            `${megabytes(literals.rssAfter)}. The p50 of the first thousand was ${milliseconds(literals.first)}, of the last ${milliseconds(literals.last)}.`,
        ]
      : []),
    ...(memory
      ? [
          '## What a process holds under any traffic',
          'One kind after the other, 16 connections; what the largest process held at most, and at the end.',
          table(
            ['traffic', 'processes', 'requests', 'most', 'end'],
            memory.map(({ traffic, workers, requests, most, end }) => [
              traffic,
              String(workers),
              requests.toLocaleString('en'),
              megabytes(most),
              megabytes(end),
            ]),
          ),
        ]
      : []),
  ]
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
