import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import type { Loading } from '../progress.ts'
import { isOurs, type Order, type Post, type Report } from './messages.ts'
import { isEarly, pauseAfter } from './restarts.ts'

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url))

export interface CrewOptions {
  readonly size: number
  readonly environment: NodeJS.ProcessEnv
  readonly log: Logger
}

/** What the workers tell on their way to being ready. */
export interface Listener {
  say(line: string): void
  readonly loading: Loading
  announce(url: string): Promise<void>
}

/** The worker processes, each at a post with a number, where another takes its place when it ends. */
export class Crew {
  readonly #options: CrewOptions
  readonly #greeting = Promise.withResolvers<string>()
  readonly #gone = new Map<Worker, Promise<unknown>>()
  readonly #pauses = new Set<NodeJS.Timeout>()
  readonly #listening = new Set<number>()
  readonly #ready = new Set<number>()
  #greetingText: string | undefined
  #phase: 'starting' | 'serving' | 'closing' = 'starting'

  constructor(options: CrewOptions) {
    this.#options = options
  }

  /** Resolves with the greeting when all are ready; rejects when one of them cannot be. */
  work(listener: Listener): Promise<string> {
    // All accept from one queue: what is handed on by this process hangs when the worker it is handed to ends.
    cluster.schedulingPolicy = cluster.SCHED_NONE
    cluster.setupPrimary({ exec: WORKER, args: [] })
    for (let number = 1; number <= this.#options.size; number += 1) this.#fill(number, listener)
    return this.#greeting.promise
  }

  /** Lets all of them finish what they are at. */
  async close(): Promise<void> {
    this.#phase = 'closing'
    for (const pause of this.#pauses) clearTimeout(pause)
    for (const worker of this.#gone.keys()) send(worker, { kopru: 'stop' })
    await Promise.all(this.#gone.values())
  }

  #fill(number: number, listener: Listener, early = 0): void {
    const since = Date.now()
    const post: Post = { number, joining: this.#phase === 'serving' }
    const worker = cluster.fork({ ...this.#options.environment, KOPRU_WORKER: JSON.stringify(post) })
    let sentence: string | undefined
    worker.on('message', (message: unknown) => {
      if (!isOurs<Report>(message)) return
      if (message.kopru === 'failed') sentence = message.sentence
      else this.#hear(number, message, listener)
    })
    worker.on('error', (err) => this.#options.log.warn({ err, worker: number }, 'a worker cannot be reached'))
    // What it has said last may come after its end.
    const gone = Promise.all([once(worker, 'exit'), once(worker, 'disconnect')]).then(([[code, signal]]) => {
      this.#gone.delete(worker)
      const end = sentence ?? `Worker ${number} ended with ${signal ?? `code ${code}`}.`
      this.#replace(number, listener, end, isEarly(Date.now() - since) ? early + 1 : 0)
    })
    this.#gone.set(worker, gone)
  }

  #replace(number: number, listener: Listener, end: string, early: number): void {
    // A start that fails is for the person who started it to mend.
    if (this.#phase === 'starting') this.#greeting.reject(new Error(end))
    if (this.#phase !== 'serving') return
    const pause = pauseAfter(early)
    this.#options.log.warn({ worker: number, end, pause }, 'a worker ended; another takes its place')
    const timer = setTimeout(() => {
      this.#pauses.delete(timer)
      this.#fill(number, listener, early)
    }, pause)
    this.#pauses.add(timer)
  }

  #hear(number: number, message: Report, { say, loading, announce }: Listener): void {
    switch (message.kopru) {
      case 'listening':
        this.#listening.add(number)
        // The first one has founded what those who come can ask for.
        if (number === 1) announce(message.url).catch(this.#greeting.reject)
        break
      case 'says':
        say(message.line)
        break
      case 'loads':
        loading(message.what, message.done, message.total)
        break
      case 'prepared':
        this.#greetingText = message.greeting
        break
      case 'ready':
        this.#ready.add(number)
        break
    }
    this.#advance()
  }

  #advance(): void {
    const { size } = this.#options
    if (this.#phase !== 'starting' || this.#greetingText === undefined || this.#listening.size < size) return
    if (this.#ready.size === 0) for (const worker of this.#gone.keys()) send(worker, { kopru: 'open' })
    if (this.#ready.size < size) return
    this.#phase = 'serving'
    this.#greeting.resolve(this.#greetingText)
  }
}

/** Whether it arrives does not matter: one that has ended needs no orders. */
const send = (worker: Worker, message: Order) => {
  if (worker.isConnected()) worker.send(message, () => {})
}
