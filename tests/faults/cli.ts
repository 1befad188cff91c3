import { parseArgs } from 'node:util'
import { startVitest } from 'vitest/node'
import { runCommand } from '../../platform/config.ts'
import { Summary } from './summary.ts'

const HELP = `Hurts Köprü in every way that tests/faults knows, and counts what came of it: PostgreSQL and subgraphs
killed, silent, slow, still, full, stopped and started under load, and clocks that are wrong. Ten minutes; \`npm test\`
has a short form.

  npm run test:faults
  npm run test:faults -- disk 'PostgreSQL killed'

  [word …]        only the scenarios that have one of these words in their names
  --factor N      how many rounds, as a part or a multiple of the usual number (1)
  --short         the short form
  --timing        asks also often enough to see whether the time of an answer tells what the answer does not
  --help          this text`

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean' },
      short: { type: 'boolean' },
      timing: { type: 'boolean' },
      factor: { type: 'string', default: '1' },
    },
  })
  if (values.help) return console.log(HELP)
  if (!(Number(values.factor) > 0)) throw new Error(`--factor must be a number above 0, not "${values.factor}".`)
  process.env.KOPRU_FAULTS = values.short ? 'short' : 'long'
  process.env.KOPRU_FAULTS_FACTOR = values.factor
  await startVitest('test', ['tests/faults/', ...(values.timing ? ['tests/attacks/timing'] : [])], {
    watch: false,
    // One file at a time: what is measured is how long recovery takes.
    fileParallelism: false,
    reporters: ['default', new Summary()],
    ...(positionals.length > 0 && { testNamePattern: new RegExp(positionals.join('|'), 'i') }),
  })
})
