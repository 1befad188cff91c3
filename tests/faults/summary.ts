import type { Reporter, TestModule } from 'vitest/node'
import { lineOf, type Told } from './told.ts'

/** Ends the run with what each scenario counted. */
export class Summary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const rows: (Told & { state: string })[] = []
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        const told = test.meta().told ?? []
        rows.push(...told.map((row) => ({ ...row, state })))
        if (told.length === 0 && state === 'failed') rows.push({ scenario: test.fullName, size: '', counts: {}, state })
      }
    }
    process.on('exit', () => {
      console.log('\n| scenario | size | counts | |\n|---|---|---|---|')
      for (const { scenario, size, counts, state } of rows) {
        console.log(`| ${scenario} | ${size} | ${lineOf(counts)} | ${state} |`)
      }
    })
  }
}
