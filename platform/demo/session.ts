import { openSigningKeys } from '../../subgraphs/identity/signing-keys.ts'
import { issueToken } from '../../subgraphs/identity/tokens/commands/issue-token.ts'
import { connect } from '../../subgraphs/shared/db/database.ts'
import { decodeId } from '../../subgraphs/shared/relay/id.ts'
import type { Config } from '../config.ts'
import { runningDatabases, unlessStarting } from '../running.ts'
import { DEMO } from './organizations.ts'

/**
 * A token of an organisation's owner: of a demo organisation by its name (the first, when none is named), of any
 * other by its id. Throws a sentence when there is none to be had.
 */
export async function issueFor(config: Config, organization: string = DEMO[0].name, seconds?: number): Promise<string> {
  const organizationId = DEMO.find(({ name }) => name === organization)?.id ?? decodeId('org', organization)
  if (!organizationId) {
    const names = DEMO.map(({ name }) => name).join(' and ')
    throw new Error(
      `There is no demo organisation "${organization}"; there are ${names}. Others go by their ids, org_….`,
    )
  }
  const { identity } = await runningDatabases(config)
  const database = connect(identity, { name: 'token', max: 1 })
  try {
    const keys = await openSigningKeys({ dataDir: config.dataDir, given: process.env.SIGNING_KEY })
    const issued = await issueToken(database, keys, { organizationId, ...(seconds && { seconds }) })
    if (!issued) throw new Error(`There is no ${organization} here. The demo is loaded by: KOPRU_DEMO=on npm start`)
    return issued.token
  } catch (error) {
    throw unlessStarting(error)
  } finally {
    await database.close()
  }
}
