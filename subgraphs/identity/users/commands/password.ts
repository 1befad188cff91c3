import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** What OWASP recommends for Argon2id: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Libuv's threads are four, and files and names of hosts need some, too. */
const AT_ONCE = 2

/** The hash to keep of a password, salted. */
export const hashPassword = (password: string): Promise<string> => inSlot(() => hash(password, ARGON2ID))

/** Whether a password is the one that was hashed; takes as long to say no where there is no hash at all. */
export async function isPassword(password: string, known: string | null): Promise<boolean> {
  const right = await inSlot(async () => verify(known ?? (await decoy()), password))
  return known !== null && right
}

let decoyHash: Promise<string> | null = null

function decoy(): Promise<string> {
  decoyHash ??= hash(randomBytes(16), ARGON2ID)
  return decoyHash
}

let busy = 0
const waiting: (() => void)[] = []

async function inSlot<T>(task: () => Promise<T>): Promise<T> {
  if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else busy += 1
  try {
    return await task()
  } finally {
    // The slot goes to whoever waits longest, or is free.
    const next = waiting.shift()
    if (next) next()
    else busy -= 1
  }
}
