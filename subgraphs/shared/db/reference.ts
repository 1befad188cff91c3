import { Refusal } from '../refusal.ts'
import { violates } from './errors.ts'

/** Refuses with EXTERNAL_REFERENCE_TAKEN what the unique constraint of external references turns down. */
export async function unlessReferenceTaken<T>(constraint: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!violates(error, constraint)) throw error
    throw new Refusal('EXTERNAL_REFERENCE_TAKEN', 'Something else has this external reference already.', [
      'externalReference',
    ])
  }
}
