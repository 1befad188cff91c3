import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const settings = readFileSync(join(root, 'router', 'apollo-router.yaml'), 'utf8')

/** What it does when nobody asks for its version or its help. */
const SHOWS_ITS_CALL = 'echo "$@"; echo "$ROUTER_LISTEN $APOLLO_TELEMETRY_DISABLED"; exit 7'

describe('npm run start:apollo-router', () => {
  let folder: string
  const program = (name: string, version: string, help: string, call = SHOWS_ITS_CALL) => {
    const path = join(folder, name)
    const lines = [
      '#!/bin/sh',
      `[ "$1" = --version ] && echo "${version}" && exit`,
      `[ "$1" = --help ] && echo "${help}" && exit`,
    ]
    writeFileSync(path, [...lines, call, ''].join('\n'), { mode: 0o755 })
    return path
  }
  const start = (environment: NodeJS.ProcessEnv) =>
    new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
      const said = { out: '', err: '' }
      const child = spawn(process.execPath, [join(root, 'router', 'apollo-router.ts')], {
        env: { PATH: `${folder}${delimiter}${dirname('/bin/sh')}`, ...environment },
      })
      child.stdout.on('data', (chunk) => {
        said.out += chunk
        if (String(chunk).includes('waiting')) child.kill('SIGTERM')
      })
      child.stderr.on('data', (chunk) => {
        said.err += chunk
      })
      child.on('close', (code) => resolve({ code, ...said }))
    })

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kopru-apollo-router-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('says in one sentence where to get the binary when there is none', async () => {
    for (const environment of [{}, { APOLLO_ROUTER_BIN: join(folder, 'nothing') }]) {
      const { code, out, err } = await start(environment)
      expect([code, out]).toEqual([1, ''])
      expect(err).toMatch(
        /^There is no Apollo Router 2\.x here: get the binary [^\n]*releases[^\n]*APOLLO_ROUTER_BIN\.\n$/,
      )
    }
  })

  it.each([
    ['another program of that name', 'router 2.1.0', 'Routes packets'],
    ['one that answers with a number, too', '2.1.0', 'Routes packets'],
    ['the first generation', '1.61.0', 'Apollo federation router'],
  ])('does not take %s for it', async (_, version, help) => {
    const { code, err } = await start({ APOLLO_ROUTER_BIN: program('stranger', version, help) })
    expect([code, err]).toEqual([1, expect.stringMatching(/^There is no Apollo Router/)])
  })

  it('starts the one that is named, on our settings and our graph, and ends as it ends', async () => {
    const binary = program('named', '2.13.1', 'Apollo federation router')
    const { code, out } = await start({ APOLLO_ROUTER_BIN: binary, PORT: '4100' })
    expect(code).toBe(7)
    expect(out.split('\n')).toEqual([
      `--config ${join(root, 'router/apollo-router.yaml')} --supergraph ${join(root, 'schema/supergraph.graphql')}`,
      '127.0.0.1:4100 true',
      '',
    ])
  })

  it('finds it on the PATH, and passes a stop on', async () => {
    program(
      'router',
      '2.13.1',
      'Apollo federation router',
      'trap "echo stopped; exit 0" TERM; echo waiting; while :; do sleep 0.05; done',
    )
    const { code, out } = await start({})
    expect([code, out]).toEqual([0, 'waiting\nstopped\n'])
  })
})

describe('the settings of the Apollo Router', () => {
  it('use nothing that needs a licence', () => {
    const licensed =
      /^\s*(authentication|authorization|batching|coprocessor|demand_control|persisted_queries|preview_entity_cache|response_cache|subscription|redis|max_depth|max_height|max_root_fields|max_aliases):/m
    expect(settings).not.toMatch(licensed)
  })

  it('pass on the headers of the list and no other', () => {
    expect([...settings.matchAll(/named: (\S+)/g)].map(([, name]) => name)).toEqual([
      'authorization',
      'x-request-id',
      'traceparent',
      'x-forwarded-for',
    ])
    expect(settings).not.toContain('matching:')
  })

  it('hold no secret, only the names of variables', () => {
    expect(settings).toMatch(/value: \$\{env\.ROUTER_SECRET:-none\}$/m)
  })

  it('wait longer for the whole than for a part', () => {
    const [whole, part] = [...settings.matchAll(/timeout: (\d+)s/g)].map(([, seconds]) => Number(seconds))
    expect(whole).toBeGreaterThan(part!)
    expect(part).toBeGreaterThan(10)
  })
})
