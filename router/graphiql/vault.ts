import { withoutToken, withToken } from './headers.ts'

/** The part of the browser's storage that GraphiQL uses. */
export interface Vault {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
  clear(): void
  readonly length: number
}

/**
 * GraphiQL's memory. A token is put into what it reads and taken out of what it writes, so that no
 * token is ever stored and none that has expired comes back. `tabs` are what it opens with.
 */
export function vault(storage: Storage, tabs: string, token: string | null): Vault {
  const rewrite = (key: string, text: string, headers: (old: unknown) => unknown) =>
    HOLDS_HEADERS.has(key)
      ? JSON.stringify(JSON.parse(text), (name, old) => (name === 'headers' ? headers(old) : old))
      : text

  return {
    getItem(key) {
      if (EDITORS.has(key)) return null
      const text = key === TABS ? tabs : storage.getItem(key)
      if (text === null) return key === PERSIST ? 'false' : null
      return rewrite(key, text, (old) => withToken(asText(old), token))
    },
    setItem(key, value) {
      if (EDITORS.has(key)) return
      const keeps = storage.getItem(PERSIST) === 'true'
      const clean = (old: unknown) => (keeps && withoutToken(asText(old))) || null
      storage.setItem(key, rewrite(key, value, clean))
    },
    removeItem: (key) => storage.removeItem(key),
    clear: () => {
      for (const key of ours(storage)) storage.removeItem(key)
    },
    get length() {
      return ours(storage).length
    },
  }
}

export const TABS = 'graphiql:tabState'
const PERSIST = 'graphiql:shouldPersistHeaders'

const HOLDS_HEADERS = new Set([TABS, 'graphiql:queries', 'graphiql:favorites'])

/** GraphiQL writes the tab in front down twice, and opens it twice when the two differ. */
const EDITORS = new Set(['graphiql:query', 'graphiql:variables', 'graphiql:headers'])

const asText = (value: unknown) => (typeof value === 'string' ? value : null)

const ours = (storage: Storage) => Object.keys(storage).filter((key) => /^(graphiql|kopru):/.test(key))
