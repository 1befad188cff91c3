import { beforeEach, describe, expect, it } from 'vitest'
import { TABS, vault } from './vault.ts'

const PERSIST = 'graphiql:shouldPersistHeaders'
const QUERIES = 'graphiql:queries'

/** The browser's storage, as an object that lists its keys. */
class FakeStorage {
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? (this as never)[key] : null
  }
  setItem(key: string, value: string): void {
    Object.assign(this, { [key]: value })
  }
  removeItem(key: string): void {
    delete (this as never)[key]
  }
}

let storage: Storage
beforeEach(() => {
  storage = new FakeStorage() as never
})

const entry = (headers: string | null) => JSON.stringify({ queries: [{ query: '{ a }', headers }] })
const headersIn = (text: string | null) => JSON.parse(text ?? '').queries[0].headers

describe('the memory of GraphiQL', () => {
  it('never holds a token, whether headers are kept or not', () => {
    const memory = vault(storage, '{}', 'secret')
    const headers = '{"authorization":"Bearer secret","x-trace":"1"}'
    memory.setItem(QUERIES, entry(headers))
    expect(headersIn(storage.getItem(QUERIES))).toBeNull()

    memory.setItem(PERSIST, 'true')
    memory.setItem(QUERIES, entry(headers))
    memory.setItem(TABS, JSON.stringify({ tabs: [{ headers }] }))
    memory.setItem('graphiql:headers', headers)
    expect(JSON.parse(headersIn(storage.getItem(QUERIES)))).toEqual({ 'x-trace': '1' })
    expect(JSON.stringify(storage)).not.toContain('secret')
  })

  it('comes back with the token of today', () => {
    const memory = vault(storage, JSON.stringify({ tabs: [{ headers: null }] }), 'today')
    storage.setItem(QUERIES, entry('{"x-trace":"1"}'))
    expect(JSON.parse(headersIn(memory.getItem(QUERIES)))).toEqual({
      authorization: 'Bearer today',
      'x-trace': '1',
    })
    expect(memory.getItem(TABS)).toContain('Bearer today')
  })

  it('opens with the tabs it was given, and with no second copy of the one in front', () => {
    const memory = vault(storage, '{"tabs":[]}', null)
    memory.setItem('graphiql:query', '{ a }')
    expect(memory.getItem('graphiql:query')).toBeNull()
    expect(memory.getItem(TABS)).toBe('{"tabs":[]}')
  })

  it('keeps headers only for who asked for it, and the rest as it is', () => {
    const memory = vault(storage, '{}', 'secret')
    expect(memory.getItem(PERSIST)).toBe('false')
    memory.setItem('graphiql:theme', 'dark')
    expect(memory.getItem('graphiql:theme')).toBe('dark')
    expect(memory.getItem('graphiql:unknown')).toBeNull()
  })

  it('forgets what is ours and nothing else', () => {
    const memory = vault(storage, '{}', null)
    for (const key of ['graphiql:theme', 'kopru:organization', 'other']) storage.setItem(key, '1')
    expect(memory.length).toBe(2)
    memory.clear()
    expect(Object.keys(storage)).toEqual(['other'])
  })
})
