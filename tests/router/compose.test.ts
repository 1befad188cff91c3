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
    expect(reasonsOf(subgraphs)).toEqual([expect.stringMatching(/^@requires is not served: /)])
  })

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
