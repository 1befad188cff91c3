/** Whether all rounds are wanted (`npm run test:faults`), or as many as fit beside the other tests. */
export const LONG = process.env.KOPRU_FAULTS === 'long'

const factor = Number(process.env.KOPRU_FAULTS_FACTOR ?? 1)

/** How often something is done: in the long form, and in the short one. */
export const times = (long: number, short: number): number => (LONG ? Math.max(1, Math.round(long * factor)) : short)

/** How many milliseconds something may take; beside the other tests, which want the processor too, four times as many. */
export const atMost = (milliseconds: number): number => (LONG ? milliseconds : 4 * milliseconds)

/** The most any answer may take, in milliseconds: a part gives up on another after 15 s, and the router on all of them after 30. */
export const ANSWERED_WITHIN = LONG ? 20_000 : 31_000
