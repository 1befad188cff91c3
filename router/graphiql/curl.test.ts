import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { curl } from './curl.ts'

/** What a shell makes of the command, without sending anything. */
const words = (command: string): string[] =>
  execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${command}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1)

describe('the curl command', () => {
  it('says the call, the whole call and nothing but the call', () => {
    const query = '# It\'s `here`, $HOME \\ "quoted"\nquery A($n: Int) { a(n: $n, b: "ü") }'
    expect(
      words(
        curl({
          url: 'http://localhost:4000/graphql',
          headers: { authorization: 'Bearer a.b.c' },
          query,
          variables: { name: "O'Neil; rm -rf" },
          operationName: 'A',
        }),
      ),
    ).toEqual([
      'http://localhost:4000/graphql',
      '-H',
      'content-type: application/json',
      '-H',
      'authorization: Bearer a.b.c',
      '--data-raw',
      JSON.stringify({ query, variables: { name: "O'Neil; rm -rf" }, operationName: 'A' }),
    ])
  })

  it('leaves out what there is not', () => {
    expect(words(curl({ url: '/graphql', headers: {}, query: '{ a }' })).at(-1)).toBe('{"query":"{ a }"}')
  })
})
