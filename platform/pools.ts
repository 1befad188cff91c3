/** Connections that one process holds to each subgraph's database: as many as help it, and no more than its share. */
export const connectionsPerPool = (workers: number): number =>
  Math.min(MOST, Math.max(LEAST, Math.floor((ALL_TOGETHER / workers - WATCHING) / SUBGRAPHS)))

/** A process that computes with one core keeps no more than this many statements under way. */
const MOST = 10
/** One would let a slow statement keep all others waiting. */
const LEAST = 2
const SUBGRAPHS = 3
/** Beside its pools, each process watches the state of tokens. */
const WATCHING = 1
/** The embedded PostgreSQL takes 200; the rest is for commands, and for a worker that comes while another goes. */
const ALL_TOGETHER = 150
