import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** The account a child process runs as; undefined stands for ourselves. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

export interface Outcome {
  readonly succeeded: boolean
  /** Everything it wrote, or the reason why it could not be started. */
  readonly output: string
}

interface RunOptions {
  readonly account?: Account | undefined
  readonly cwd?: string
}

/** Runs a program to its end; one that cannot be started is an outcome too, never an event. */
export function run(file: string, args: string[], options: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ succeeded: false, output: explain(file, error) })
    try {
      const child = spawn(file, args, {
        ...options.account,
        cwd: options.cwd,
        env: plainEnvironment(),
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let output = ''
      const collect = (chunk: Buffer) => {
        output += chunk.toString()
      }
      child.stdout.on('data', collect)
      child.stderr.on('data', collect)
      child.once('error', fail)
      child.once('close', (code, signal) =>
        resolve({ succeeded: code === 0, output: signal ? `${output}(${signal})` : output }),
      )
    } catch (error) {
      fail(error as Error)
    }
  })
}

/** Neither our secrets nor a PG* variable that would redirect it; messages in English, in UTC. */
export const plainEnvironment = () => ({ PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' })

/** Says what a failed spawn means for the person who has to mend it. */
export function explain(file: string, error: NodeJS.ErrnoException): string {
  if (error.errno === -constants.errno.EACCES) return `${file} may not be executed (EACCES)`
  if (error.errno === -constants.errno.ENOENT) {
    return `${file} does not exist, or this system lacks the C library it needs (glibc on Linux)`
  }
  return `${file} could not be started: ${error.message}`
}
