import type { Example, Explorer, Session } from './session.ts'

/**
 * What the page remembers by itself. A session of one's own lasts as long as the browser's tab and
 * is seen by no other; the choice of a demo organisation is no secret and stays.
 */
export const memory = {
  session: (): Session | null => read(sessionStorage, SESSION),
  organization: (): string | null => read(localStorage, ORGANIZATION),
  examples: (): Example[] => read(localStorage, EXAMPLES) ?? [],

  keepSession(session: Session | null): void {
    if (session && !session.demo) write(sessionStorage, SESSION, session)
    else sessionStorage.removeItem(SESSION)
    if (session?.demo) write(localStorage, ORGANIZATION, session.organization)
  },
  keepExamples: (examples: Example[]): void => write(localStorage, EXAMPLES, examples),
}

/** Asks the server what it has for this page: examples, and tokens if this is a demo. */
export async function fetchExplorer(): Promise<Explorer> {
  const response = await fetch('explorer.json')
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return response.json()
}

const SESSION = 'kopru:session'
const ORGANIZATION = 'kopru:organization'
const EXAMPLES = 'kopru:examples'

function read<T>(storage: Storage, key: string): T | null {
  try {
    return JSON.parse(storage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

/** A full storage keeps nobody from working: the page forgets, and goes on. */
function write(storage: Storage, key: string, value: unknown): void {
  try {
    storage.setItem(key, JSON.stringify(value))
  } catch {
    storage.removeItem(key)
  }
}
