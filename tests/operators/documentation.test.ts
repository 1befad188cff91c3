import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { settingNames } from '../../platform/config.ts'
import { registry, watchProcess } from '../../subgraphs/shared/telemetry/metrics.ts'
import '../../router/prepare.ts'
import '../../subgraphs/shared/auth/follow.ts'
import '../../subgraphs/shared/db/database.ts'

const root = new URL('../../', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, root), 'utf8')
const documentation = read('docs/operations.md')

/** The first cells of the table under a heading. */
const namesUnder = (heading: string): string[] =>
  [...section(heading).matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name!)

const section = (heading: string) => documentation.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''

describe('docs/operations.md', () => {
  it('lists every setting that is read, and none that is not', () => {
    const sources = globSync('{platform,router,subgraphs}/**/*.ts', { cwd: root })
      .filter((file) => !/\.test\.ts$|generated\//.test(file))
      .map(read)
    const readElsewhere = sources.flatMap((text) =>
      [...text.matchAll(/(?:process\.env|environment)\.([A-Z][A-Z_]+)|\b(OTEL_[A-Z_]+)/g)].map(
        ([, own, telemetry]) => own ?? telemetry!,
      ),
    )
    // Of the machine, of tools, and between our own processes: nobody sets them.
    const foreign = new Set(['PATH', 'NODE_ENV', 'OTEL_EXPORTER_OTLP_', 'KOPRU_WORKER'])
    const bySdk = ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_SERVICE_NAME', 'OTEL_RESOURCE_ATTRIBUTES']
    const expected = new Set([...settingNames(), ...readElsewhere.filter((name) => !foreign.has(name)), ...bySdk])
    expect(namesUnder('Settings').sort()).toEqual([...expected].sort())
  })

  it('lists every metric of ours', async () => {
    const ours = registry.getMetricsAsArray().map(({ name }) => name)
    expect(ours.length).toBeGreaterThan(10)
    expect(namesUnder('Metrics').sort()).toEqual(ours.filter((name) => name.startsWith('kopru_')).sort())
  })

  it('has examples that count a request once, and not once more in each subgraph it needs', () => {
    const texts = ['examples/prometheus/alerts.yml', 'examples/grafana/kopru.json'].map(read)
    const asked = texts.flatMap((text) => text.match(/\bkopru_(request|errors)\w*[{[].{0,16}/g) ?? [])
    expect(asked.length).toBeGreaterThan(5)
    expect(asked.filter((text) => !/\{part=\\?"router/.test(text))).toEqual([])
  })

  it('names metrics that exist, as the examples do', () => {
    watchProcess()
    const known = new Set(registry.getMetricsAsArray().map(({ name }) => name))
    const texts = ['examples/prometheus/alerts.yml', 'examples/grafana/kopru.json', 'docs/operations.md'].map(read)
    const named = texts.flatMap((text) => text.match(/\b(kopru|process|nodejs)_[a-z_0-9]+\b/g) ?? [])
    const families = named.map((name) => (known.has(name) ? name : name.replace(/_(bucket|sum|count)$/, '')))
    const prefixes = new Set(['process_', 'nodejs_', 'kopru_app', 'kopru_owner', 'kopru_backup'])
    expect(families.filter((name) => !known.has(name) && !prefixes.has(name))).toEqual([])
    expect(families.length).toBeGreaterThan(40)
  })
})
