import { parseArgs } from 'node:util'
import { readConfig, runCommand } from './config.ts'
import { issueFor } from './demo/session.ts'

const HELP = `Prints a token of an organisation's owner, good for one hour, and nothing else.

  npm run --silent token                                  of the first demo organisation
  npm run --silent token -- --organization "Atölye Studio"
  npm run --silent token -- --organization org_01jd…      of any other, by its id

  --hours N   how long it is good for (1, at most 24)
  --help      this text`

await runCommand(async () => {
  const { values } = parseArgs({
    options: { organization: { type: 'string' }, hours: { type: 'string', default: '1' }, help: { type: 'boolean' } },
  })
  if (values.help) return console.log(HELP)
  const hours = Number(values.hours)
  if (!(hours > 0 && hours <= 24)) throw new Error('--hours is more than 0 and at most 24.')
  console.log(await issueFor(readConfig('all'), values.organization, Math.ceil(hours * 3600)))
})
