import pino, { type Logger } from 'pino'

/** The log of a process: JSON lines on standard error, so that what a command prints stays its own. */
export const openLog = (part: string, level: string): Logger =>
  pino({ level, base: { part }, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: false }))

/** Runs `stop` once when the process is asked to end, and ends it when that is done or took too long. */
export function stopOnSignal(stop: () => Promise<void>, patience = 20_000): void {
  let stopping = false
  const end = (signal: NodeJS.Signals) => {
    if (stopping) return process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), patience).unref()
    stop().then(
      () => process.exit(0),
      (error) => {
        console.error(`Stopping after ${signal} failed: ${error instanceof Error ? error.message : error}`)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

/** A port that cannot be had, as a sentence with the next step. */
export function portTrouble(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(`Port ${port} is taken by another program. Choose another: PORT=${port + 1} npm start`)
  }
  if (error.code === 'EACCES')
    return new Error(`Port ${port} needs more rights. Choose one above 1023: PORT=4000 npm start`)
  if (error.code === 'EADDRNOTAVAIL') return new Error(`HOST=${host} is no address of this machine.`)
  return error
}
