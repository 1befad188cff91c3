/** The headers of a tab with the session's token in place, whoever's token stood there before. */
export function withToken(headers: string | null | undefined, token: string | null): string {
  const others = parse(headers)
  if (!others) return headers ?? ''
  return print(token ? { authorization: `Bearer ${token}`, ...others } : others)
}

/** What may be written down: a token never is, and text that cannot be read may hide one. */
export function withoutToken(headers: string | null | undefined): string {
  const others = parse(headers)
  return others ? print(others) : ''
}

/** The headers as an object without any authorization; null when they are not JSON. */
function parse(headers: string | null | undefined): Record<string, unknown> | null {
  if (!headers?.trim()) return {}
  try {
    const value: unknown = JSON.parse(headers)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    return Object.fromEntries(Object.entries(value).filter(([name]) => !AUTHORIZATION.test(name)))
  } catch {
    return null
  }
}

const AUTHORIZATION = /^authorization$/i

const print = (headers: object) => (Object.keys(headers).length === 0 ? '' : JSON.stringify(headers, null, 2))
