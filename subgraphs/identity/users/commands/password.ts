import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { Places } from './places.ts'
import { Turns } from './turns.ts'

/** What OWASP recommends for Argon2id: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Libuv's threads are four, and files and names of hosts need some, too. */
const turns = new Turns(2)
const places = new Places('PASSWORDS_THROTTLED')

/** The hash to keep of a password, salted. `whose` takes turns with others. Refuses with PASSWORDS_THROTTLED. */
export const hashPassword = (password: string, whose: string): Promise<string> =>
  places.hold(whose, () => turns.run(whose, () => hash(password, ARGON2ID)))

/** Whether a password is the one that was hashed; takes as long to say no where there is no hash at all. */
export async function isPassword(password: string, known: string | null, whose: string): Promise<boolean> {
  const right = await turns.run(whose, async () => verify(known ?? (await decoy()), password))
  return known !== null && right
}

let decoyHash: Promise<string> | null = null

function decoy(): Promise<string> {
  decoyHash ??= hash(randomBytes(16), ARGON2ID)
  return decoyHash
}
