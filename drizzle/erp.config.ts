import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./subgraphs/erp/*/tables.ts', './subgraphs/shared/idempotency/tables.ts'],
  out: './drizzle/erp',
})
