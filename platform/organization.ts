import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { openSigningKeys } from '../subgraphs/identity/signing-keys.ts'
import { issueToken } from '../subgraphs/identity/tokens/commands/issue-token.ts'
import { refuseUnfinished } from '../subgraphs/identity/unfinished-restore.ts'
import { createOrganization } from '../subgraphs/identity/users/commands/create-organization.ts'
import { connect } from '../subgraphs/shared/db/database.ts'
import { encodeId } from '../subgraphs/shared/relay/id.ts'
import { type Config, readConfig, runCommand } from './config.ts'
import { idFor } from './demo/studio/ids.ts'
import { runningDatabases, unlessStarting } from './running.ts'

const HELP = `Founds an organisation with its first owner, and prints a token of the owner, good for a day.
Köprü must be running (npm start), or DATABASE_URL_* be given.

  npm run organization -- --name "Anadolu Yazılım" --currency TRY --time-zone Europe/Istanbul \\
    --owner-name "Ada Yılmaz" --owner-email ada@anadolu.example

  --name NAME           what it is called
  --currency CODE       what it keeps its books in, as in ISO 4217
  --time-zone ZONE      where its days begin, like Europe/Istanbul
  --owner-name NAME     who may do everything
  --owner-email EMAIL   what they sign in with
  --owner-title TITLE   what they do, if it matters
  --password-stdin      reads the owner's password from standard input; or give it as OWNER_PASSWORD
  --help                this text

Without a password the owner cannot sign in yet: the mutation setPassword sets one, with the token.`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      name: { type: 'string' },
      currency: { type: 'string' },
      'time-zone': { type: 'string' },
      'owner-name': { type: 'string' },
      'owner-email': { type: 'string' },
      'owner-title': { type: 'string' },
      'password-stdin': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return console.log(HELP)
  const given = (option: keyof typeof values): string => {
    const value = values[option]
    if (typeof value === 'string' && value.trim()) return value
    throw new Error(`--${option} is missing; --help shows an example.`)
  }
  await found(readConfig('all'), {
    name: given('name'),
    currency: given('currency'),
    timeZone: given('time-zone'),
    owner: {
      name: given('owner-name'),
      email: given('owner-email'),
      title: values['owner-title'] ?? null,
      ...(await passwordGiven(values['password-stdin'] === true)),
    },
  })
}

type Founding = Parameters<typeof createOrganization>[1]

/** Never an option: what stands on a command line is read by every process of the machine. */
async function passwordGiven(fromInput: boolean): Promise<{ password?: string }> {
  const password = fromInput ? (await text(process.stdin)).replace(/\r?\n$/, '') : process.env.OWNER_PASSWORD
  return password ? { password } : {}
}

/** The same name and owner are the same organisation: asked twice, it is founded once. */
async function found(config: Config, founding: Founding): Promise<void> {
  const { identity } = await runningDatabases(config)
  const database = connect(identity, { name: 'organization', max: 1 })
  try {
    await refuseUnfinished(database.client)
    const id = idFor('organization', founding.name, founding.owner.email.trim().toLowerCase())
    const { organizationId, created } = await createOrganization(database, { ...founding, id })
    const keys = await openSigningKeys({ dataDir: config.dataDir, given: process.env.SIGNING_KEY })
    const issued = await issueToken(database, keys, { organizationId, seconds: A_DAY })
    if (!issued) throw new Error(`${founding.name} stands already, and has no active owner any more.`)
    const { name, owner } = founding
    console.log(`${name} ${created ? 'is founded' : 'stands already, nothing was changed'}: ${encodeId('org', id)}`)
    if (created && owner.password) console.log(`${owner.name} can sign in as ${owner.email}.`)
    console.log(`\nA token of its owner, good for a day:\n\n${issued.token}`)
  } catch (error) {
    throw unlessStarting(error)
  } finally {
    await database.close()
  }
}

const A_DAY = 86_400

if (import.meta.main) await runCommand(main)
