import { type Answer, ask, type Door } from './door.ts'
import type { Stage } from './stage.ts'
import { hear, nextWish, type Wish } from './wish.ts'

/** Clients at work until they are stopped, and what they remember. */
export interface Load {
  readonly wishes: readonly Wish[]
  /** Those of them that were sent and are not answered at this moment. */
  readonly pending: ReadonlySet<Wish>
  readonly reads: { whole: number; partial: number; failed: number }
  /** How often an answer had an error of that code. */
  readonly codes: Record<string, number>
  /** Answers that came at all took at most this many milliseconds; those that did not are in `codes`. */
  slowest(): number
  /** How many changes were acknowledged, and reads answered in full, so far. */
  done(): number
  stop(): Promise<void>
}

const READ = `query { customers(first: 5) { nodes {
  name receivable { outstanding { amount } } invoices(first: 3) { nodes { number lines { net { amount } } } } } } }`

export interface LoadOptions {
  readonly clients?: number
  /** A pause of each client after each answer, in milliseconds. */
  readonly pause?: number
  /** What a client does after `no answer`, where a person would wait. */
  readonly rest?: number
}

/** Starts clients that each send one request after the other: payments, postings, and every fourth time a read. */
export function startLoad(
  door: () => Door,
  stage: Stage,
  { clients = 16, pause = 0, rest = 50 }: LoadOptions = {},
): Load {
  const wishes: Wish[] = []
  const reads = { whole: 0, partial: 0, failed: 0 }
  const codes: Record<string, number> = {}
  const pending = new Set<Wish>()
  let [turn, slowest, stopped] = [0, 0, false]

  const note = (answer: Answer): Answer => {
    slowest = Math.max(slowest, answer.milliseconds)
    for (const code of new Set(answer.codes)) codes[code] = (codes[code] ?? 0) + 1
    return answer
  }
  const read = async () => {
    const answer = note(await ask(door(), READ))
    const kind = answer.codes.length === 0 ? 'whole' : answer.data?.customers ? 'partial' : 'failed'
    reads[kind] += 1
    return answer
  }
  const change = async () => {
    const wish = nextWish(stage, turn)
    wishes.push(wish)
    stage.wishes.push(wish)
    pending.add(wish)
    const answer = note(await ask(door(), wish.query, { input: wish.input }))
    pending.delete(wish)
    hear(wish, answer)
    return answer
  }
  const client = async () => {
    while (!stopped) {
      turn += 1
      const { codes } = turn % 4 === 0 ? await read() : await change()
      const wait = codes.length > 0 ? Math.max(rest, pause) : pause
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
  const working = Array.from({ length: clients }, client)
  return {
    ...{ wishes, reads, codes, pending },
    slowest: () => slowest,
    done: () => reads.whole + wishes.filter(({ fate }) => fate === 'acknowledged').length,
    stop: async () => {
      stopped = true
      await Promise.all(working)
    },
  }
}
