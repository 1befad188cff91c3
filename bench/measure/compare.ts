import { isDeepStrictEqual } from 'node:util'
import type { Contestant } from '../contestants/contestant.ts'
import { Connection } from '../load/connection.ts'
import type { Operation } from '../operations/operations.ts'
import { sender } from './round.ts'

/** Asks a contestant the first few tasks of an operation and answers what they mean. */
export async function answersOf(
  contestant: Contestant,
  operation: Operation,
  token: string,
  tasks: number,
): Promise<unknown[]> {
  const connection = await Connection.open(contestant.port)
  const answers: unknown[] = []
  try {
    const send = sender(contestant, token, (request) => connection.ask(request))
    for (let index = 0; index < tasks; index += 1) {
      const bodies = await operation.perform(send, index)
      answers.push(
        ...bodies.map((body, place) =>
          contestant.read(operation.documents[place]!, JSON.parse(body.toString('utf8')) as object),
        ),
      )
    }
    return operation.writes ? answers.map(withoutIdentity) : answers
  } finally {
    connection.close()
  }
}

/** Where two answers differ first, in words; null when they say the same. The order of fields is no matter. */
export function difference(expected: unknown, found: unknown, path = 'data'): string | null {
  if (isDeepStrictEqual(expected, found)) return null
  if (Array.isArray(expected) && Array.isArray(found) && expected.length !== found.length) {
    return `${path} has ${found.length} entries instead of ${expected.length}`
  }
  if (isObject(expected) && isObject(found)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      const inner = difference(expected[key], found[key], `${path}.${key}`)
      if (inner) return inner
    }
    return null
  }
  return `${path} is ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** What is written is new each time: ids, numbers, and what is left after the payment before. */
export function withoutIdentity(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(withoutIdentity)
  if (!isObject(answer)) return answer
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [key, IDENTITY.has(key) ? typeof value : withoutIdentity(value)]),
  )
}

const IDENTITY = new Set(['id', 'number', 'outstanding'])
