import { createHash } from 'node:crypto'

/**
 * The id of a thing in a generated organisation (UUIDv8, RFC 9562): the same each time, so that the CRM
 * and the ERP agree on it though they never meet, and a load that was cut off can go on.
 */
export function idFor(organizationId: string, ...path: readonly (string | number)[]): string {
  const hex = createHash('sha256')
    .update([organizationId, ...path].join('/'))
    .digest('hex')
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
