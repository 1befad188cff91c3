import { MAX_LENGTH } from '../graphql/limits.ts'

/**
 * What an operation costs besides when nothing is known of its shape: reading, checking, planning and compiling it take
 * some 5 ms and 0.15 ms for each field, in which others of the same process wait. A page that runs as long costs as much.
 */
export const planningPrice = (fields: number): number => 500 + 50 * fields

/**
 * What it costs to read and check a document of so many characters that is refused: 1 ms and 2.5 µs for each, measured
 * on those that take longest for their length.
 */
export const readingPrice = (characters: number): number => 200 + Math.ceil(Math.min(characters, MAX_LENGTH) / 2)
