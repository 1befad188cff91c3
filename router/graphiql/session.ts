import { isExpired } from './token.ts'

export interface Example {
  title: string
  query: string
  variables: Record<string, unknown> | null
}

/** What the server tells the page at `/explorer.json`. */
export interface Explorer {
  endpoint: string
  token: string | null
  organization: string | null
  organizations: { name: string; token: string }[]
  tabs: Example[]
}

export interface Session {
  token: string
  organization: string | null
  /** Lent by the server to people at its own machine; there is nothing to sign out of. */
  demo: boolean
}

/** Who somebody is when the page opens: their own session while it lasts, or the demo they chose. */
export function openingSession(
  explorer: Explorer,
  kept: Session | null,
  chosen: string | null,
  now: number,
): Session | null {
  if (kept && !isExpired(kept.token, now)) return kept
  const demo = explorer.organizations.find(({ name }) => name === chosen)
  if (demo) return { token: demo.token, organization: demo.name, demo: true }
  if (!explorer.token) return null
  return { token: explorer.token, organization: explorer.organization, demo: true }
}
