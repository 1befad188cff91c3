/**
 * How long a worker's post stays empty, in milliseconds: not at all, unless one after the other ends young.
 * `early` counts those, the last one included.
 */
export const pauseAfter = (early: number): number => (early <= 1 ? 0 : Math.min(500 * 2 ** (early - 2), LONGEST))

/** Whether a worker ended so soon that the next may do the same. */
export const isEarly = (livedMilliseconds: number): boolean => livedMilliseconds < 30_000

const LONGEST = 30_000
