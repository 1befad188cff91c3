import { expect, it } from 'vitest'
import type { Attack, Range } from './range.ts'

const WHO = { query: '{ me { id } }' }

/** A14, A15: whoever pretends to be the router, or to be somebody by saying so. */
export function impostors({ fire, refused, ask, ours, theirs }: Range): void {
  it('A14: straight at a subgraph, without the secret of the router or with a guess', async () => {
    for (const door of ['identity', 'crm', 'erp'] as const) {
      for (const guess of [
        undefined,
        '',
        ' ',
        'x',
        SECRETS.longer,
        SECRETS.shorter,
        SECRETS.other,
        ['a', 'b'],
        'x'.repeat(8_000),
      ]) {
        for (const query of ['{ __typename }', '{ _service { sdl } }', '{']) {
          const attack = { kind: 'A14', door, headers: { 'x-router-secret': guess }, body: { query } }
          expect([door, guess, ...(await refused(attack))]).toEqual([door, guess, 403, 'FORBIDDEN'])
        }
      }
    }
    for (const path of ['/auth/state', '/auth/state/', '/auth//state', '/AUTH/STATE']) {
      const { status, text } = await fire({
        kind: 'A14',
        door: 'identity',
        method: 'GET',
        path,
        headers: { 'x-router-secret': 'x' },
      })
      expect([path, [403, 404].includes(status), text]).toEqual([path, true, expect.not.stringContaining('revoked')])
    }
  })

  it('A15: what a client says of itself in headers is not heard', async () => {
    const viewer = await ours().company.hire('VIEWER')
    const me = async (headers: Attack['headers']) =>
      (
        await ask(
          'A15',
          '{ me { id role } organization { id name } }',
          {},
          { headers: { authorization: viewer, ...headers } },
        )
      ).json
    await me({}) // The first pays for its planning.
    const known = await me({})
    expect(known.data).toMatchObject({ me: { role: 'VIEWER' }, organization: { id: ours().ids.org } })
    const input = await ours().input('createCustomer')
    const create =
      'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } userErrors { code } } }'
    for (const headers of spoofed(theirs().company.organizationId, theirs().company.owner)) {
      expect([headers, await me(headers)]).toEqual([headers, known])
      const { json, statements } = await ask(
        'A15',
        create,
        { input },
        { headers: { authorization: viewer, ...headers } },
      )
      expect(json.data.createCustomer).toEqual({ customer: null, userErrors: [{ code: 'FORBIDDEN' }] })
      expect(statements).toEqual([])
    }
    for (const headers of spoofed(theirs().company.organizationId, theirs().company.owner)) {
      const attack = { kind: 'A15', headers: { ...headers, authorization: undefined }, body: WHO }
      expect(await refused(attack)).toEqual([401, 'UNAUTHENTICATED'])
    }
  })
}

const SECRETS = {
  longer: 'known to the router alone!',
  shorter: 'known to the router alon',
  other: 'KNOWN TO THE ROUTER ALONE',
}

const spoofed = (organization: string, authorization: string): Record<string, string | string[]>[] => [
  { 'x-user-id': '1', 'x-tenant-id': organization, 'x-role': 'OWNER' },
  { 'x-organization-id': organization, 'x-org': organization, 'x-tenant': organization, x_tenant_id: organization },
  {
    'router-authorization': authorization,
    'x-forwarded-authorization': authorization,
    'x-original-authorization': authorization,
  },
  { 'x-role': ['OWNER', 'ADMIN'], 'x-permissions': '*', 'x-scopes': 'customer:write', 'x-hasura-role': 'admin' },
  { 'x-forwarded-user': 'owner', 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1' },
  { 'x-http-method-override': 'DELETE', 'x-original-url': '/auth/state', 'x-rewrite-url': '/metrics' },
  { 'x-router-secret': 'known to the router alone', 'apollo-federation-include-trace': 'ftv1' },
  { cookie: `authorization=${authorization}`, 'set-cookie': 'a=b' },
]
