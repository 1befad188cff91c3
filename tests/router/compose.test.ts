import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { CompositionFailed, compose } from '../../router/compose.ts'
import { definitions, supergraph } from './fixture.ts'

const withSdl = (name: string, change: (sdl: string) => string) =>
  definitions.map((subgraph) => (subgraph.name === name ? { ...subgraph, sdl: change(subgraph.sdl) } : subgraph))

const reasonsOf = (subgraphs: typeof definitions) => {
  try {
    compose(subgraphs)
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(CompositionFailed)
    return (error as CompositionFailed).reasons
  }
}

describe('composition', () => {
  it('makes one supergraph that knows where each subgraph is', () => {
    expect(supergraph).toContain('CRM @join__graph(name: "crm", url: "http://127.0.0.1:4002/graphql")')
    expect(supergraph).toContain('ERP @join__graph(name: "erp", url: "http://127.0.0.1:4003/graphql")')
    expect(supergraph).toContain('IDENTITY @join__graph(name: "identity", url: "http://127.0.0.1:4001/graphql")')
  })

  it('agrees with the composition of Apollo', () => {
    const services = definitions.map(({ name, sdl, url }) => ({ name, url, typeDefs: parse(sdl) }))
    expect(composeServices(services).errors).toBeUndefined()
  })

  it('links nothing that an Apollo Router without a licence refuses', () => {
    expect(supergraph).not.toMatch(/specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\//)
  })

  it.each([
    ['authenticated', '@authenticated'],
    ['requiresScopes', '@requiresScopes(scopes: [["customer:read"]])'],
    ['policy', '@policy(policies: [["sales"]])'],
  ])('refuses @%s', (name, directive) => {
    const subgraphs = withSdl('crm', (sdl) =>
      sdl
        .replace('"@inaccessible"]', `"@inaccessible", "@${name}"]`)
        .replace('phone: String', `phone: String ${directive}`),
    )
    expect(reasonsOf(subgraphs)).toEqual([expect.stringMatching(`^@${name} needs a licensed Apollo Router`)])
  })

  it('refuses a field whose name the router keeps for its own keys', () => {
    const subgraphs = withSdl('crm', (sdl) => sdl.replace('phone: String', 'phone: String _as_phone: String'))
    expect(reasonsOf(subgraphs)).toEqual(['_as_phone begins with _as_, as keys of the router do.'])
  })

  it('refuses @requires, which one of the planners does not obey everywhere', () => {
    const subgraphs = withSdl('erp', (sdl) =>
      sdl
        .replace('"@inaccessible"]', '"@inaccessible", "@requires"]')
        .replace('outstanding: Decimal', 'phone: String @external dial: String @requires(fields: "phone")'),
    )
    expect(reasonsOf(subgraphs)).toEqual([expect.stringMatching(/^@requires, as on Customer.dial, is not served: /)])
  })

  it('refuses @context and @fromContext', () => {
    const reasons = reasonsOf(
      withSdl('crm', (sdl) =>
        sdl
          .replace('"@inaccessible"]', '"@inaccessible", "@context", {name: "@fromContext", as: "@given"}]')
          .replace(
            'type Customer',
            'type Desk @key(fields: "id") { id: ID! near(to: String @given(field: "$c { name }")): String } type Customer',
          )
          .replace('phone: String', 'phone: String desk: Desk')
          .replace('implements Node @key', 'implements Node @context(name: "c") @key'),
      ),
    )
    expect(reasons).toEqual([
      '@fromContext, as in Desk.near, is not served: no planner obeys it.',
      '@context, as on Customer, is not served: no planner obeys it.',
    ])
  })

  it('refuses @override with a label, and takes it without one', () => {
    const overriding = (label: string) =>
      withSdl('erp', (sdl) =>
        sdl
          .replace('"@inaccessible"]', '"@inaccessible", "@override"]')
          .replace('outstanding: Decimal', `outstanding: Decimal phone: String @override(from: "crm"${label})`),
      )
    expect(reasonsOf(overriding(', label: "percent(5)"'))).toEqual([
      expect.stringMatching(/^@override with a label, as on Customer.phone, is not served/),
    ])
    expect(reasonsOf(overriding(''))).toEqual([])
  })

  it.each([
    'type Subscription { told: String }',
    'schema { query: Query mutation: Mutation subscription: News } type News { told: String }',
  ])('refuses what answers more than once: %s', (more) => {
    const subgraphs = withSdl('crm', (sdl) => `${sdl} ${more}`)
    expect(reasonsOf(subgraphs)).toEqual(['Subscriptions are not served: the router answers once.'])
  })

  it.each([
    ['Desk.id', '@key(fields: "id") { id: ID }'],
    ['Desk.side', '@key(fields: "id side") { id: ID! side: String }'],
    ['At.id', '@key(fields: "at { id }") { at: At! } type At { id: ID }'],
    ['Desk.at', '@key(fields: "at { id }") { at: At } type At { id: ID! }'],
  ])('refuses a key in which %s may be null: %s', (field, type) => {
    const subgraphs = withSdl('crm', (sdl) =>
      sdl.replace('phone: String', 'phone: String desk: Desk').concat(` type Desk ${type}`),
    )
    expect(reasonsOf(subgraphs)).toEqual([
      expect.stringMatching(`^${field} may be null, and is in the key ".*" of Desk`),
    ])
  })

  it.each(Object.getOwnPropertyNames(Object.prototype).filter((name) => !name.startsWith('__')))(
    'refuses to call a field or a type %s, which every object inherits',
    (name) => {
      const field = withSdl('crm', (sdl) => sdl.replace('phone: String', `phone: String ${name}: String`))
      expect(reasonsOf(field)).toEqual([expect.stringMatching(`^\\[crm\\] Customer.${name} is called like`)])
      const type = withSdl('crm', (sdl) => `${sdl.replace('phone: String', `phone: ${name}`)} type ${name} { a: Int }`)
      expect(reasonsOf(type)).toEqual([expect.stringMatching(`^\\[crm\\] ${name} is called like`)])
    },
  )

  it('says in one line each what contradicts what', () => {
    const claims = 'outstanding: Decimal name: String! phone: Int'
    const reasons = reasonsOf(withSdl('erp', (sdl) => sdl.replace('outstanding: Decimal', claims)))
    expect(reasons.some((reason) => /"Customer\.name".*crm.*erp/.test(reason))).toBe(true)
    expect(reasons.some((reason) => /"Customer\.phone".*"Int".*"erp"/.test(reason))).toBe(true)
    expect(reasons.filter((reason) => reason.includes('\n'))).toEqual([])
  })

  it('names the subgraph whose contract is not GraphQL', () => {
    expect(reasonsOf(withSdl('erp', () => 'type {'))).toEqual([expect.stringMatching(/^\[erp\] Syntax Error/)])
  })
})
