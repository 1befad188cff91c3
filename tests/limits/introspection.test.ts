import { buildClientSchema, getIntrospectionQuery } from 'graphql'
import { beforeEach, describe, expect, it } from 'vitest'
import { memoryBucket } from '../../subgraphs/shared/limits/bucket.ts'
import { door } from '../router/http-fixture.ts'

const bucket = memoryBucket({ token: { maximum: 100_000, restoreRate: 1 }, organization: null })!
const { post, asked } = door({ bucket })
const cost = (requested: number, actual = requested) => ({ requested, actual, throttleStatus: expect.anything() })

/** As GraphiQL asks, and code generators do. */
const TOOLS = {
  'with all there is': getIntrospectionQuery({
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  }),
  'as by default': getIntrospectionQuery(),
  'without descriptions': getIntrospectionQuery({ descriptions: false }),
}

beforeEach(async () => {
  await bucket.giveBack({ tokenId: 'token-1', organizationId: 'org-1' }, 100_000)
})

describe('introspection', () => {
  it.each(Object.entries(TOOLS))('of the whole schema is affordable, %s', async (_, query) => {
    const response = await post({ query, operationName: 'IntrospectionQuery' })
    const { data, errors, extensions } = response.json()
    expect([response.statusCode, errors, extensions.cost]).toEqual([200, undefined, cost(50_000)])
    expect(buildClientSchema(data).getType('Customer')).toBeDefined()
    expect(asked()).toEqual([])
  })

  it('of what a server knows to tell about itself, as some tools ask before', async () => {
    const query = `query introspection_phase_1 {
      schema: __type(name: "__Schema") { name fields { name args { name } } }
      type: __type(name: "__Type") { name fields { name args { name } } }
      directive: __type(name: "__Directive") { name fields { name args { name } } }
      nothing: __type(name: "Nothing") { name }
    }`
    const { data, errors, extensions } = (await post({ query })).json()
    expect([data.schema.name, data.nothing, errors]).toEqual(['__Schema', null, undefined])
    expect(extensions.cost).toEqual(cost(20_000, 15_000))
  })

  it('takes from the bucket, until there is no more', async () => {
    const query = '{ __schema { queryType { name } } }'
    const statuses = []
    for (let times = 0; times < 3; times += 1) statuses.push((await post({ query })).statusCode)
    expect(statuses).toEqual([200, 200, 429])
  })

  it('is refused where one operation repeats it', async () => {
    const roots = Array.from({ length: 3 }, (_, n) => `a${n}: __schema { types { name } }`)
    const [{ message, extensions }] = (await post({ query: `{ ${roots.join(' ')} }` })).json().errors
    expect([extensions.code, message]).toEqual([
      'COST_EXCEEDED',
      'The operation can cost up to 150000; 100000 is the most.',
    ])
  })
})
