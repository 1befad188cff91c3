import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

/**
 * What PostgreSQL stores of a password. Made on this side, so that the password itself never
 * travels in a statement and never stands in a server's log.
 */
export function scramVerifier(password: string): string {
  const salt = randomBytes(16)
  const iterations = 4096
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256')
  const key = (name: string) => createHmac('sha256', salted).update(name).digest()
  const storedKey = createHash('sha256').update(key('Client Key')).digest()
  return [
    `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}`,
    `${storedKey.toString('base64')}:${key('Server Key').toString('base64')}`,
  ].join('$')
}
