import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** Nothing is inlined into the page and nothing is fetched from elsewhere: the page's CSP says so. */
export const config = defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  worker: { format: 'es' },
  build: {
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4_000,
    license: { fileName: 'licenses.md' },
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    target: 'es2022',
  },
  server: {
    proxy: { '/graphql': 'http://127.0.0.1:4000', '/explorer.json': 'http://127.0.0.1:4000' },
  },
})

export default config
