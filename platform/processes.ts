import pino, { type DestinationStream, type Logger } from 'pino'
import { withoutValues } from '../subgraphs/shared/db/errors.ts'

/** The log of a process: JSON lines on standard error, so that what a command prints stays its own. */
export const openLog = (
  part: string,
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Logger =>
  pino({ level, base: { part }, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: toldOf } }, destination)

/** Of an error only what is known to hold nobody's data: whatever else hangs on it (values, bytes) stays out of the log. */
function toldOf(thrown: unknown): object {
  const error = withoutValues(thrown)
  if (!(error instanceof Error)) return { message: typeof error }
  const { name, message, stack, cause } = error
  const { code, constraint, query } = error as { code?: unknown; constraint?: unknown; query?: unknown }
  const known = { code, constraint, query, ...(cause instanceof Error && { cause: toldOf(cause) }) }
  return { type: name, message, stack, ...known }
}

/** What a subgraph does with trouble that it has hidden from a client. */
export const reportTo =
  (log: Logger, details: object = {}) =>
  (err: unknown, { requestId }: { readonly requestId: string }): void =>
    log.error({ err, requestId, ...details }, 'a request failed')

export interface StopOptions {
  readonly signals?: readonly NodeJS.Signals[]
  /** How long the orderly stop may take, in milliseconds: longer than a request has that comes at its last moment. */
  readonly patience?: number
  /** What must be done even when the orderly stop is given up. */
  readonly atLeast?: () => Promise<void>
}

/**
 * Ends the process when it is asked to, or its terminal goes: by `stop`, or by `atLeast` alone when that takes
 * too long or somebody asks a second time. Nobody listening any more to what it prints is no reason to fall.
 */
export function stopOnSignal(
  stop: () => Promise<void>,
  { signals = ['SIGINT', 'SIGTERM'], patience = 38_000, atLeast = async () => {} }: StopOptions = {},
): void {
  let since = 0
  const giveUp = () => atLeast().finally(() => process.exit(1))
  const end = (signal: NodeJS.Signals) => {
    if (since > 0) {
      // npm hands on the Ctrl-C that the terminal has sent to both.
      if (Date.now() - since > A_MOMENT) giveUp()
      return
    }
    since = Date.now()
    setTimeout(giveUp, patience).unref()
    stop().then(
      () => process.exit(0),
      (error) => {
        console.error(`Stopping after ${signal} failed: ${error instanceof Error ? error.message : error}`)
        return giveUp()
      },
    )
  }
  for (const signal of signals) process.on(signal, end)
  // Under nohup, which takes the output away from the terminal, its end is to be ignored.
  if (process.stdout.isTTY && !process.listenerCount('SIGHUP')) process.on('SIGHUP', end)
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}

const A_MOMENT = 1_000

/** A port that cannot be had, as a sentence with the next step; `command` is what was typed. */
export function portTrouble(error: NodeJS.ErrnoException, port: number, host: string, command = 'npm start'): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(`Port ${port} is taken by another program. Choose another: PORT=${port + 1} ${command}`)
    case 'EACCES':
      return new Error(`Port ${port} needs more rights. Choose one above 1023: PORT=4000 ${command}`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Error(`HOST=${host} is no address of this machine. For this machine only: HOST=127.0.0.1`)
    default:
      return error
  }
}
