import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./subgraphs/identity/*/tables.ts'],
  out: './drizzle/identity',
})
