import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./subgraphs/identity/*/tables.ts', './subgraphs/shared/idempotency/tables.ts'],
  out: './drizzle/identity',
})
