import { fileURLToPath } from 'node:url'

/** Where things of the project stand, wherever the project stands. */
export const SUPERGRAPH = fileURLToPath(new URL('../schema/supergraph.graphql', import.meta.url))
export const EXAMPLES = fileURLToPath(new URL('../examples/operations', import.meta.url))

/** What Node has compiled once; it may be deleted at any time. */
export const COMPILED = fileURLToPath(new URL('../node_modules/.cache/kopru', import.meta.url))
