import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Summary } from '../measure/summary.ts'
import { plot } from './plot.ts'
import { type Report, report } from './report.ts'

const HERE = fileURLToPath(new URL('..', import.meta.url))

/** Writes the report and its pictures into a folder, and answers where it lies. */
export async function write(it: Omit<Report, 'notes' | 'machine'>, folder = HERE): Promise<string> {
  const notes = await readFile(join(HERE, 'notes.md'), 'utf8')
  const file = join(folder, 'REPORT.md')
  await mkdir(join(folder, 'report'), { recursive: true })
  await writeFile(file, report({ ...it, notes, machine: machine() }))
  const page = it.results.find(({ operation }) => operation.key === 'page')
  if (page) {
    await writeFile(join(folder, 'report', 'cpu.svg'), plot(cpuPlot(page.summaries)))
    await writeFile(join(folder, 'report', 'throughput.svg'), plot(throughputPlot(page.summaries)))
  }
  return file
}

/** Which kind of machine, not which one. */
const machine = (): string =>
  `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`

const cpuPlot = (summaries: readonly Summary[]) => ({
  title: 'CPU for one customer-to-cash page',
  subtitle: 'milliseconds, all processes of the contestant; less is better',
  apart: 'PostgreSQL',
  unit: 'ms',
  bars: summaries.map((it) => ({ ...bar(it), value: it.cpu, apart: it.postgresCpu })),
})

const throughputPlot = (summaries: readonly Summary[]) => ({
  title: 'Customer-to-cash pages per second',
  subtitle: '16 connections; PostgreSQL and the load share the same cores; more is better',
  unit: 'per s',
  bars: summaries.map((it) => ({ ...bar(it), value: it.perSecond })),
})

const bar = ({ contestant, name }: Summary) => ({ label: name, ours: /^[bcd]/.test(contestant) })
