import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { freePorts, startChild } from '../contestants/child.ts'
import { CACHE } from '../data/cluster.ts'
import { family, statOf } from './processes.ts'
import { median, sum } from './statistics.ts'

/** How `npm start` begins, and what it holds once the demo is loaded. */
export interface StartFigure {
  /** Milliseconds until it was ready: on an empty folder, and the median on a full one. */
  readonly firstStart: number
  readonly secondStart: number
  readonly starts: number
  /** Bytes of all its Node processes, and of each. */
  readonly rss: number
  readonly parts: readonly { readonly name: string; readonly rss: number }[]
}

const STARTS = 5

/** Starts Köprü as people do, with its own PostgreSQL and the demo, several times on the same folder. */
export async function measureStart(onTurn: (done: number, total: number) => void): Promise<StartFigure> {
  const dataDir = join(CACHE, 'default-start')
  await rm(dataDir, { recursive: true, force: true })
  const startedIn: number[] = []
  let parts: StartFigure['parts'] = []
  for (let start = 0; start <= STARTS; start += 1) {
    onTurn(start, STARTS + 1)
    const [port] = await freePorts(1)
    const child = await startChild({
      name: 'start',
      command: 'npm',
      args: ['start'],
      env: { KOPRU_DATA_DIR: dataDir, PORT: String(port) },
      readyUrl: `http://127.0.0.1:${port}/health/ready`,
    })
    startedIn.push(child.startedIn)
    if (start === 0) parts = nodeProcesses(child.pid)
    await child.stop()
  }
  await rm(dataDir, { recursive: true, force: true })
  const [firstStart, ...others] = startedIn
  return {
    firstStart: firstStart!,
    secondStart: median(others),
    starts: STARTS,
    rss: sum(parts.map(({ rss }) => rss)),
    parts,
  }
}

/** PostgreSQL's processes are its own matter, and a shell between is none of Node's. */
const nodeProcesses = (pid: number): StartFigure['parts'] =>
  family([pid]).flatMap((member) => {
    const [program, ...words] = commandOf(member)
    const script = words.find((word) => !word.startsWith('-')) ?? ''
    const isNode = /(^|\/)(node|npm)( |$)/.test(program ?? '')
    return isNode ? [{ name: /npm/.test(`${program} ${script}`) ? 'npm' : script, rss: statOf(member)?.rss ?? 0 }] : []
  })

function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}
