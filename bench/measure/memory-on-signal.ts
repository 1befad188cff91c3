import { renameSync, writeFileSync } from 'node:fs'

/* Loaded before a process that is measured: asked by a signal, it collects its garbage and writes down what is left. */

const file = process.env.MEMORY_FILE!

process.on('SIGUSR2', () => {
  globalThis.gc?.()
  globalThis.gc?.()
  writeFileSync(`${file}.draft`, JSON.stringify(process.memoryUsage()))
  renameSync(`${file}.draft`, file)
})
