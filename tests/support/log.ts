import { openLog } from '../../platform/processes.ts'

/** One line of the log, as an operator finds it. */
export type Line = Record<string, unknown> & { readonly level: number; readonly msg: string }

/** The log as the processes open it, kept here. */
export function keptLog() {
  const lines: Line[] = []
  const log = openLog('test', 'trace', { write: (text) => void lines.push(JSON.parse(text)) })
  return { log, lines }
}
