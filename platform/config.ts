import { isIPv4, isIPv6 } from 'node:net'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { BucketOptions, Rate } from '../subgraphs/shared/limits/bucket.ts'
import { BUCKET, MAXIMUM_COST, TOKENS_OF_AN_ORGANIZATION } from '../subgraphs/shared/limits/defaults.ts'
import type { Database } from './databases.ts'

/** What is being started: everything in one process, one subgraph, or the router alone. */
export type Part = 'all' | Database | 'router'

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** Whether the embedded database serves, because no DATABASE_URL_* was given. */
  readonly embedded: boolean
  readonly databaseUrls: Partial<Record<Database, string>>
  readonly migrationUrls: Partial<Record<Database, string>>
  readonly backupUrls: Partial<Record<Database, string>>
  readonly routerSecret: string | undefined
  readonly logLevel: (typeof logLevels)[number]
  /** Milliseconds from which on an answer is logged as a warning. */
  readonly slowRequestMs: number
  /** Whoever shows it may read the metrics from another machine. */
  readonly metricsToken: string | undefined
  readonly demo: boolean
  /** How many processes answer on the port of the whole. */
  readonly workers: number
  /** Origins whose pages may read answers. */
  readonly allowedOrigins: readonly string[]
  /** Addresses and ranges of the proxies in front, whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[]
  /** Where a router in its own process finds the subgraphs: addresses without a path. */
  readonly subgraphUrls: Record<Database, string>
  /** The most one operation may cost. */
  readonly maximumCost: number
  /** What each token, and each organisation, may cost. */
  readonly bucket: BucketOptions
}

/** A setting that cannot be: one sentence that names the variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads the environment for one part; throws a ConfigError for the first thing wrong with it. */
export function readConfig(part: Part, environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.entries(environment).filter(([, value]) => value?.trim())
  const { data, error } = variables.safeParse(Object.fromEntries(given))
  if (!data) throw new ConfigError(error.issues.map(({ path, message }) => `${path.join()} ${message}.`)[0])

  const databaseUrls = perDatabase(data, 'DATABASE_URL')
  const bucket = bucketOf(data)
  const embedded = Object.keys(databaseUrls).length === 0
  const config: Config = {
    port: data.PORT ?? ports[part],
    host: data.HOST,
    dataDir: resolve(project, data.KOPRU_DATA_DIR),
    embedded,
    databaseUrls,
    migrationUrls: perDatabase(data, 'MIGRATION_URL'),
    backupUrls: perDatabase(data, 'BACKUP_URL'),
    routerSecret: data.ROUTER_SECRET,
    // Whoever starts the whole by hand reads what it prints.
    logLevel: data.LOG_LEVEL ?? (part === 'all' ? 'warn' : 'info'),
    slowRequestMs: data.SLOW_REQUEST_MS,
    metricsToken: data.METRICS_TOKEN,
    demo: data.KOPRU_DEMO ?? embedded,
    workers: data.WORKERS,
    allowedOrigins: data.ALLOWED_ORIGINS,
    trustedProxies: data.TRUSTED_PROXIES,
    subgraphUrls: {
      identity: data.SUBGRAPH_URL_IDENTITY,
      crm: data.SUBGRAPH_URL_CRM,
      erp: data.SUBGRAPH_URL_ERP,
    },
    // What costs more than a full bucket could never run.
    maximumCost: Math.min(
      data.COST_MAXIMUM,
      data.COST_BUCKET,
      bucket.organization?.maximum ?? Number.POSITIVE_INFINITY,
    ),
    bucket,
  }
  requireDatabases(part, config)
  requireSecret(part, config)
  return config
}

/** The names of all settings that are read here. */
export const settingNames = (): string[] => Object.keys(variables.shape)

/** Runs a command line to its end: a failure is its sentence on stderr and exit code 1, no stack. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    console.error(sentenceOf(error))
    process.exitCode = 1
  }
}

/** The innermost words: drizzle's own repeat the statement and its values, which are not for the screen. */
export function sentenceOf(error: unknown): string {
  const { message, code, cause } = error as Error & { code?: string }
  if (cause instanceof Error && message.startsWith('Failed query')) return sentenceOf(cause)
  return message || code || 'It failed, and nobody knows why.'
}

const project = fileURLToPath(new URL('..', import.meta.url))

const ports: Record<Part, number> = { all: 4000, router: 4000, identity: 4001, crm: 4002, erp: 4003 }

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** What the embedded PostgreSQL has connections for. */
const MOST_WORKERS = 20

/** The values of addresses and secrets are never repeated: they hold passwords. */
const databaseUrl = z
  .string()
  .refine(isDatabaseUrl, 'must be an address like postgres://role:password@host:5432/database')
  .optional()

const subgraphUrl = (port: number) =>
  z
    .string()
    .refine(isWebAddress, `must be an address without a path, like http://127.0.0.1:${port}`)
    .transform((url) => new URL(url).origin)
    .default(`http://127.0.0.1:${port}`)

/** Points of cost; off, or 0, for no end of them. */
const points = z
  .string()
  .regex(/^(off|\d{1,12})$/, { error: ({ input }) => `must be a whole number of points, or off, not "${input}"` })
  .transform((value) => (value === 'off' ? 0 : Number(value)) || Number.POSITIVE_INFINITY)

const listed = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  )

const variables = z.object({
  PORT: z
    .string()
    .refine((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535, {
      error: ({ input }) => `must be a whole number from 0 to 65535, not "${input}"`,
    })
    .transform(Number)
    .optional(),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, { error: ({ input }) => `must be an address or a name to listen on, not "${input}"` })
    .default('127.0.0.1'),
  KOPRU_DATA_DIR: z.string().default('data'),
  DATABASE_URL_IDENTITY: databaseUrl,
  DATABASE_URL_CRM: databaseUrl,
  DATABASE_URL_ERP: databaseUrl,
  MIGRATION_URL_IDENTITY: databaseUrl,
  MIGRATION_URL_CRM: databaseUrl,
  MIGRATION_URL_ERP: databaseUrl,
  BACKUP_URL_IDENTITY: databaseUrl,
  BACKUP_URL_CRM: databaseUrl,
  BACKUP_URL_ERP: databaseUrl,
  ROUTER_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  LOG_LEVEL: z
    .enum(logLevels, { error: ({ input }) => `must be one of ${logLevels.join(', ')}, not "${input}"` })
    .optional(),
  SLOW_REQUEST_MS: z
    .string()
    .regex(/^\d{1,6}$/, { error: ({ input }) => `must be a whole number of milliseconds, not "${input}"` })
    .transform(Number)
    .default(1_000),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  KOPRU_DEMO: z.stringbool({ error: ({ input }) => `must be on or off, not "${input}"` }).optional(),
  WORKERS: z
    .string()
    .refine(
      (value) => value === 'auto' || (/^\d{1,2}$/.test(value) && Number(value) >= 1 && Number(value) <= MOST_WORKERS),
      {
        error: ({ input }) => `must be a whole number from 1 to ${MOST_WORKERS}, or auto, not "${input}"`,
      },
    )
    .transform((value) => (value === 'auto' ? Math.min(availableParallelism(), MOST_WORKERS) : Number(value)))
    .default(1),
  TRUSTED_PROXIES: listed.refine((proxies) => proxies.every(isAddressOrRange), {
    error: 'must be addresses or ranges like 10.0.0.0/8, separated by commas',
  }),
  ALLOWED_ORIGINS: listed
    .refine((origins) => origins.every((origin) => origin === '*' || isWebAddress(origin)), {
      error: 'must be origins like https://dashboards.example.com, separated by commas',
    })
    .transform((origins) => origins.map((origin) => (origin === '*' ? origin : new URL(origin).origin))),
  SUBGRAPH_URL_IDENTITY: subgraphUrl(4001),
  SUBGRAPH_URL_CRM: subgraphUrl(4002),
  SUBGRAPH_URL_ERP: subgraphUrl(4003),
  COST_MAXIMUM: points.default(MAXIMUM_COST),
  COST_BUCKET: points.default(BUCKET.maximum),
  COST_RESTORE_RATE: points.default(BUCKET.restoreRate),
  COST_ORGANIZATION_BUCKET: points.optional(),
  COST_ORGANIZATION_RESTORE_RATE: points.optional(),
})

type Variables = z.output<typeof variables>

function isDatabaseUrl(value: string): boolean {
  const url = URL.parse(value)
  return /^postgres(ql)?:$/.test(url?.protocol ?? '') && (url?.pathname.length ?? 0) > 1
}

function isAddressOrRange(value: string): boolean {
  const [address, bits, ...more] = value.split('/') as [string, string?, ...string[]]
  const most = isIPv4(address) ? 32 : isIPv6(address) && !address.includes('%') ? 128 : -1
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most)
  return most > 0 && more.length === 0 && fits
}

function isWebAddress(value: string): boolean {
  const url = URL.parse(value)
  return /^https?:$/.test(url?.protocol ?? '') && url?.pathname === '/' && !url.search
}

function bucketOf(data: Variables): BucketOptions {
  const { COST_BUCKET: maximum, COST_RESTORE_RATE: restoreRate } = data
  return {
    token: rateOf(maximum, restoreRate),
    organization: rateOf(
      data.COST_ORGANIZATION_BUCKET ?? maximum * TOKENS_OF_AN_ORGANIZATION,
      data.COST_ORGANIZATION_RESTORE_RATE ?? restoreRate * TOKENS_OF_AN_ORGANIZATION,
    ),
  }
}

const rateOf = (maximum: number, restoreRate: number): Rate | null =>
  Number.isFinite(maximum) && Number.isFinite(restoreRate) ? { maximum, restoreRate } : null

function perDatabase(data: Variables, name: 'DATABASE_URL' | 'MIGRATION_URL' | 'BACKUP_URL') {
  const urls: Partial<Record<Database, string>> = {}
  const [identity, crm, erp] = [data[`${name}_IDENTITY`], data[`${name}_CRM`], data[`${name}_ERP`]]
  if (identity) urls.identity = identity
  if (crm) urls.crm = crm
  if (erp) urls.erp = erp
  return urls
}

/** A part alone has no database of its own to start; the whole has three, or none but its own. */
function requireDatabases(part: Part, { embedded, databaseUrls }: Config): void {
  if (part === 'router' || (part === 'all' && embedded)) return
  const needed: Database[] = part === 'all' ? ['identity', 'crm', 'erp'] : [part]
  const missing = needed.find((database) => !databaseUrls[database])
  if (!missing) return
  const rest = part === 'all' ? 'give all three, or none to use the embedded database' : 'give it'
  throw new ConfigError(`DATABASE_URL_${missing.toUpperCase()} is missing: ${rest}.`)
}

/** A subgraph believes whoever reaches it to be the router: beyond loopback it must be able to tell. */
function requireSecret(part: Part, { host, routerSecret }: Config): void {
  const alone = part !== 'all' && part !== 'router'
  if (!alone || routerSecret || /^(127\.\d+\.\d+\.\d+|::1|localhost)$/.test(host)) return
  throw new ConfigError(
    `ROUTER_SECRET is missing: a subgraph that listens on ${host} must be able to tell the router from others.`,
  )
}
