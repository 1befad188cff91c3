import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connected } from '../../platform/databases.ts'
import { type RunningPostgres, runningPostgres } from '../../platform/postgres.ts'
import { decodeId } from '../../subgraphs/shared/relay/id.ts'
import type { Sql } from '../erp/invariants.ts'
import { clearUp, type Kopru, startKopru, within } from '../start/support.ts'
import type { Inside } from './audit.ts'
import type { Door } from './door.ts'

/** A whole Köprü as `npm start` makes it, in a process of its own, with an organisation that has just been founded. */
export interface House {
  readonly dataDir: string
  /** The process; another one after `restart`. */
  kopru(): Kopru
  door(): Door
  readonly inside: Inside
  /** Where its embedded PostgreSQL is, be that up or down. */
  postgres(): RunningPostgres
  /** Starts it again on the same data, after it has ended. */
  restart(): Promise<void>
  close(): Promise<void>
}

export interface HouseOptions {
  readonly dataDir?: string
  readonly environment?: NodeJS.ProcessEnv
  /** Where the ERP's owner reaches its database, where that is not the embedded one. */
  readonly erpUrl?: string
}

/** On an embedded PostgreSQL of its own, which writes to the disk before it says so. */
export async function openHouse({ dataDir: given, environment = {}, erpUrl }: HouseOptions = {}): Promise<House> {
  const dataDir = given ?? (await mkdtemp(join(tmpdir(), 'kopru-faults-')))
  const start = () => startKopru(dataDir, { KOPRU_DEMO: 'off', ...environment })
  let kopru = start()
  let url = ''
  let postgres: RunningPostgres | undefined
  const ready = async () => {
    // It says where it serves only when everything is ready, with databases that were given, too.
    url = await within(120, async () => {
      if (kopru.process.exitCode !== null) throw new Error(`It ended: ${kopru.out()}${kopru.err()}`)
      return /GraphiQL {2}(\S+)\/\n/.exec(kopru.out())?.[1]
    })
    postgres = await runningPostgres(dataDir)
  }
  const close = async () => {
    if (kopru.process.exitCode === null && kopru.process.signalCode === null) await kopru.stop('SIGTERM')
    await clearUp(kopru)
    if (!given) await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await ready()
    const { token, organizationId } = await found(kopru)
    return {
      ...{ dataDir, close },
      postgres: () => postgres!,
      kopru: () => kopru,
      door: () => ({ url, authorization: `Bearer ${token}` }),
      inside: (task) => inOrganization(erpUrl ?? postgres!.url('erp', 'kopru_owner'), organizationId, task),
      restart: async () => {
        kopru = start()
        await ready()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

const inOrganization = <T>(url: string, organizationId: string, task: (sql: Sql) => Promise<T>): Promise<T> =>
  connected(
    url,
    async (sql) =>
      (await sql.begin(async (tx) => {
        await tx`select set_config('app.organization', ${organizationId}, true)`
        return task(tx as unknown as Sql)
      })) as never,
  )

const FOUNDING = {
  ...{ '--name': 'Deniz Atölyesi', '--currency': 'EUR', '--time-zone': 'Europe/Istanbul' },
  ...{ '--owner-name': 'Deniz Aksoy', '--owner-email': 'deniz@atolye.example' },
}

async function found(kopru: Kopru): Promise<{ token: string; organizationId: string }> {
  const { code, out, err } = await kopru.run('platform/organization.ts', Object.entries(FOUNDING).flat())
  const token = /\n(ey\S+)\n$/.exec(out)?.[1]
  const organizationId = decodeId('org', /\b(org_\w+)/.exec(out)?.[1] ?? '')
  if (code !== 0 || !token || !organizationId) throw new Error(`The organisation was not founded: ${out}${err}`)
  return { token, organizationId }
}
