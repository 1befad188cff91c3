import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // The copy that Node itself loads: with Vite's choice there would be two, and schemas would not know each other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['{subgraphs,router,platform,tests,bench}/**/*.test.ts'],
    globalSetup: existsSync('tests/support/cluster.ts') ? ['tests/support/cluster.ts'] : [],
    reporters: ['default', './tests/support/closing-line.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
