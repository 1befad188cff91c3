import { describe, expect, it } from 'vitest'
import { door, type Sent } from './door.ts'

const { refusal } = door()
const WHO = { query: '{ me { id } }' }

describe('a request', () => {
  const nested = (depth: number) => `${'{ a '.repeat(depth)}${'}'.repeat(depth)}`
  const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, n) => `a${n}: me { id }`).join(' ')} }`
  const MUTATION = 'mutation { signOut { userErrors { code } } }'

  it.each<[string, Sent, number, string]>([
    ['that is a batch', { body: [WHO, WHO] }, 400, 'BAD_USER_INPUT'],
    ['that is a batch of a hundred', { body: Array(100).fill(WHO) }, 400, 'BAD_USER_INPUT'],
    ['that is half', { body: '{"query":' }, 400, 'BAD_USER_INPUT'],
    ['that is nothing', { body: '' }, 400, 'BAD_USER_INPUT'],
    ['of 2 MB', { body: { ...WHO, variables: { a: 'x'.repeat(2_097_152) } } }, 413, 'PAYLOAD_TOO_LARGE'],
    [
      'that changes something by GET',
      { method: 'GET', url: `/graphql?query=${encodeURIComponent(MUTATION)}` },
      405,
      'METHOD_NOT_ALLOWED',
    ],
    ...[
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
      'application/graphql',
      undefined,
    ].map((type): [string, Sent, number, string] => [
      `sent as ${type}`,
      { headers: { 'content-type': type }, body: `query=${encodeURIComponent(WHO.query)}` },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ]),
    ['that wants a page', { headers: { accept: 'text/html' }, body: WHO }, 406, 'NOT_ACCEPTABLE'],
    ['that is no GraphQL', { body: { query: '{' } }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['with a NUL in its document', { body: { query: '{ me\u0000 { id } }' } }, 400, 'GRAPHQL_PARSE_FAILED'],
    [
      'for a field that is not there',
      { body: { query: '{ customers { nodes { salary } } }' } },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'for the entities of a subgraph',
      { body: { query: '{ _entities(representations: []) { __typename } }' } },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'for a key that is not public',
      { body: { query: '{ node(id: "x") { nodeId } }' } },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'with an argument that is not there',
      { body: { query: '{ me(organizationId: "x") { id } }' } },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'that nests 16 deep',
      {
        body: {
          query: `{ customers { nodes ${'{ owner { deals { nodes { customer '.repeat(4)}{ id }${' } } } }'.repeat(4)} } }`,
        },
      },
      400,
      'LIMIT_EXCEEDED',
    ],
    ['that nests 1,300 deep', { body: { query: nested(1_300) } }, 400, 'LIMIT_EXCEEDED'],
    ['that nests 2,000 deep', { body: { query: nested(2_000) } }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['of 50,000 braces', { body: { query: '{'.repeat(50_000) } }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['with 21 root fields', { body: { query: aliases(21) } }, 400, 'LIMIT_EXCEEDED'],
    ['with 10,000 aliases', { body: { query: aliases(10_000) } }, 400, 'LIMIT_EXCEEDED'],
    [
      'with 1,000 directives that are not there',
      { body: { query: `{ me ${'@a '.repeat(1_000)}{ id } }` } },
      400,
      'LIMIT_EXCEEDED',
    ],
    [
      'with a fragment in itself',
      { body: { query: '{ ...a } fragment a on Query { me { id } ...a }' } },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'with fragments in a circle',
      {
        body: {
          query: '{ ...a } fragment a on Query { ...b } fragment b on Query { ...c } fragment c on Query { ...a }',
        },
      },
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'with 1,000 fragments doubling each other',
      {
        body: {
          query: `{ ...f0 } ${Array.from({ length: 300 }, (_, n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`).join(' ')} fragment f300 on Query { me { id } }`,
        },
      },
      400,
      'LIMIT_EXCEEDED',
    ],
    ['whose variables are a list', { body: { ...WHO, variables: [] } }, 400, 'BAD_USER_INPUT'],
    [
      'with a prototype',
      { body: `{"query":"{ me { id } }","variables":{"__proto__":{"a":1}}}` },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'without a variable that is needed',
      { body: { query: 'query ($id: ID!) { customer(id: $id) { id } }' } },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'with an operation name of none of its operations',
      { body: { ...WHO, operationName: 'other' } },
      400,
      'BAD_USER_INPUT',
    ],
    ['for a subscription', { body: { query: 'subscription { me { id } }' } }, 400, 'BAD_USER_INPUT'],
  ])('%s is refused', async (_, sent, status, code) => {
    expect(await refusal(sent)).toEqual([status, code])
  })
})
