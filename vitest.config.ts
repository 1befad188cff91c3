import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** What measures times, needs all connections of the cluster, or starts Köprü whole: each file has the machine to itself. */
const ALONE = ['tests/{attacks,faults,limits,operators,router,shared,start}/**/*.test.ts']

const one = (name: string, groupOrder: number, test: object) => ({
  extends: true as const,
  test: { name, sequence: { groupOrder }, ...test },
})

export default defineConfig({
  // The copy that Node itself loads: with Vite's choice there would be two, and schemas would not know each other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    globalSetup: existsSync('tests/support/cluster.ts') ? ['tests/support/cluster.ts'] : [],
    reporters: ['default', './tests/support/closing-line.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      one('together', 1, {
        include: ['{subgraphs,router,platform,tests,bench}/**/*.test.ts'],
        exclude: ['**/node_modules/**', ...ALONE],
        maxWorkers: 2,
      }),
      one('alone', 2, { include: ALONE, maxWorkers: 1, fileParallelism: false }),
    ],
  },
})
