/** The token in what somebody pasted: with or without `Bearer`, quotes and line breaks. */
export function pastedToken(text: string): string {
  return text
    .trim()
    .replace(/^"|"$/g, '')
    .replace(/^(authorization:\s*)?bearer\s+/i, '')
    .replaceAll(/\s/g, '')
}

/** Whether the token says of itself that it is over. One that says nothing is left to the server. */
export function isExpired(token: string, now: number): boolean {
  const { exp } = claims(token)
  return typeof exp === 'number' && exp * 1000 <= now
}

function claims(token: string): { exp?: unknown } {
  try {
    const payload = token.split('.')[1] ?? ''
    return JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) ?? {}
  } catch {
    return {}
  }
}
