import { Refusal } from './refusal.ts'

/** Refuses with VERSION_CONFLICT when somebody else changed the thing since it was read. */
export function checkVersion(version: number, expected: number): void {
  if (version === expected) return
  throw new Refusal('VERSION_CONFLICT', 'Somebody else changed this in the meantime. Look at it again.', [
    'expectedVersion',
  ])
}
