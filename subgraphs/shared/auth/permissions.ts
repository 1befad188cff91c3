/** Everything a role or an API token may be allowed to do: `noun:verb`. */
export const PERMISSIONS = [
  'organization:read',
  'user:read',
  'user:write',
  'token:read',
  'token:write',
  'customer:read',
  'customer:write',
  'pipeline:read',
  'pipeline:write',
  'deal:read',
  'deal:write',
  'ledger:read',
  'ledger:write',
  'product:read',
  'product:write',
  'invoice:read',
  'invoice:write',
  'invoice:post',
  'payment:read',
  'payment:write',
  'project:read',
  'project:write',
] as const

export type Permission = (typeof PERMISSIONS)[number]

const READING = PERMISSIONS.filter((permission) => permission.endsWith(':read') && permission !== 'token:read')

/** The one table of who may do what. A permission not listed is denied. */
export const ROLES = {
  OWNER: PERMISSIONS,
  ADMIN: PERMISSIONS,
  SALES: [...READING, 'customer:write', 'deal:write'],
  ACCOUNTANT: [
    ...READING,
    'customer:write',
    'product:write',
    'ledger:write',
    'invoice:write',
    'invoice:post',
    'payment:write',
  ],
  PROJECT_MANAGER: [...READING, 'project:write', 'invoice:write'],
  VIEWER: READING,
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof ROLES

export const isRole = (text: unknown): text is Role => typeof text === 'string' && Object.hasOwn(ROLES, text)

export const isPermission = (text: string): text is Permission => (PERMISSIONS as readonly string[]).includes(text)
