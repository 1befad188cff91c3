import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CreateOrganizationInput } from '../../subgraphs/identity/users/commands/create-organization.ts'
import type { LocalDate } from '../../subgraphs/shared/time/date.ts'
import { STAFF } from './studio/names.ts'

/** The organisation that Northwind's data is imported into: real customers, real orders. */
export const NORTHWIND = {
  id: '019391a0-0000-7000-8000-000000000001',
  name: 'Northwind Traders',
  currency: 'USD',
  timeZone: 'America/New_York',
  owner: { email: 'owner@northwind.example', name: 'Northwind Owner', title: 'Owner' },
} as const satisfies CreateOrganizationInput

/** The organisation of the generated service business: leads to projects to payments, over two years. */
export const STUDIO = {
  id: '019391a0-0000-7000-8000-000000000002',
  name: 'Atölye Studio',
  currency: 'EUR',
  timeZone: 'Europe/Istanbul',
  owner: { email: STAFF[0].email, name: STAFF[0].name, title: STAFF[0].title },
} as const satisfies CreateOrganizationInput

/** The demo's organisations; their ids are the same everywhere, so that none is founded twice. */
export const DEMO = [NORTHWIND, STUDIO] as const

/** How far the demo is: the day its story ends was fixed when the load began, and stays when it is taken up again. */
export interface DemoState {
  readonly asOf: LocalDate
  readonly loaded: boolean
}

const file = (dataDir: string) => join(dataDir, 'demo.json')

/** What the last start left; null before the first. */
export async function readDemo(dataDir: string): Promise<DemoState | null> {
  const text = await readFile(file(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : (JSON.parse(text) as DemoState)
}

/** Appears whole or not at all. */
export async function writeDemo(dataDir: string, state: DemoState): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const draft = `${file(dataDir)}.${process.pid}.draft`
  await writeFile(draft, `${JSON.stringify(state)}\n`, { flush: true })
  await rename(draft, file(dataDir))
}
