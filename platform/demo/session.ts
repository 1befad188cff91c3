import { openSigningKeys } from '../../subgraphs/identity/signing-keys.ts'
import { issueToken } from '../../subgraphs/identity/tokens/commands/issue-token.ts'
import { connect } from '../../subgraphs/shared/db/database.ts'
import type { Config } from '../config.ts'
import { runningPostgres } from '../postgres.ts'
import { DEMO } from './organizations.ts'

/** A token of the owner of a demo organisation (the first, when none is named). Throws a sentence when there is none to be had. */
export async function issueFor(config: Config, name?: string, seconds?: number): Promise<string> {
  const organization = name ? DEMO.find((each) => each.name === name) : DEMO[0]
  if (!organization) {
    throw new Error(
      `There is no demo organisation "${name}"; there are ${DEMO.map((each) => each.name).join(' and ')}.`,
    )
  }
  const url = config.databaseUrls.identity ?? (await runningPostgres(config.dataDir))?.url('identity', 'kopru_app')
  if (!url) throw new Error('Köprü is not running. Start it first: npm start')
  const database = connect(url, { name: 'token', max: 1 })
  try {
    const keys = await openSigningKeys({ dataDir: config.dataDir, given: process.env.SIGNING_KEY })
    const issued = await issueToken(database, keys, { organizationId: organization.id, ...(seconds && { seconds }) })
    if (!issued) throw new Error('There is no demo in this database: start Köprü with KOPRU_DEMO=on once.')
    return issued.token
  } finally {
    await database.close()
  }
}
