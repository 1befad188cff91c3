import { buildSchema, type ExecutionResult, execute, GraphQLError, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { BadInput } from './errors.ts'
import { mask } from './mask.ts'

const schema = buildSchema('enum Size { S L } type Query { name(size: Size, length: Int): String, size: Size }')
const secret = new Error('relation "users" does not exist')

async function ask(query: string, { root = {}, variables = {} }: { root?: object; variables?: object } = {}) {
  const reported: unknown[] = []
  const result = await execute({ schema, document: parse(query), rootValue: root, variableValues: { ...variables } })
  const { errors } = mask(result, 'r1', (error) => reported.push(error))
  return { reported, errors: errors?.map(({ message, path, extensions }) => ({ message, path, ...extensions })) }
}
const fails = (error: unknown) => () => {
  throw error
}

describe('an error', () => {
  it('of ours is told to the log, and to the client by the id of the request alone', async () => {
    const { errors, reported } = await ask('{ name }', { root: { name: fails(secret) } })
    expect(errors).toEqual([
      {
        message: expect.stringMatching(/^Something went wrong/),
        path: ['name'],
        code: 'INTERNAL_SERVER_ERROR',
        requestId: 'r1',
      },
    ])
    expect(reported).toEqual([secret])
  })

  it('of ours is logged once, however many fields it took away', async () => {
    const { errors, reported } = await ask('{ a: name b: name }', { root: { name: fails(secret) } })
    expect(errors).toHaveLength(2)
    expect(reported).toEqual([secret])
  })

  it('of ours is masked when GraphQL itself raises it, too', async () => {
    const { errors, reported } = await ask('{ size }', { root: { size: 'XXL of Mr Secret' } })
    expect(errors).toMatchObject([{ code: 'INTERNAL_SERVER_ERROR' }])
    expect(JSON.stringify(errors)).not.toContain('Secret')
    expect(reported).toHaveLength(1)
  })

  it.each([
    'ECONNREFUSED',
    'CONNECTION_CLOSED',
    'ANSWER_TIMEOUT',
    '53100',
    '53300',
    '57P01',
    '55P03',
    '25P02',
    '25P03',
    '40P01',
  ])('of a database that was away (%s) says that the same may be tried again, and nothing else', async (code) => {
    const away = new Error('Failed query', { cause: Object.assign(new Error('10.0.0.7 is away'), { code }) })
    const { errors, reported } = await ask('{ name }', { root: { name: fails(away) } })
    expect(errors).toMatchObject([{ path: ['name'], code: 'SUBGRAPH_UNAVAILABLE', requestId: 'r1' }])
    expect(JSON.stringify(errors)).not.toContain('10.0.0.7')
    expect(reported).toEqual([away])
  })

  it('of a statement that worked too long says what to change, and so does what failed with it', async () => {
    const failed = (code: string) =>
      new Error('Failed query', { cause: Object.assign(new Error('of Mr Secret'), { code }) })
    const [late, after] = [failed('57014'), failed('25P02')]
    const { errors, reported } = await ask('{ size name }', { root: { size: fails(after), name: fails(late) } })
    expect(errors).toMatchObject([
      { path: ['size'], code: 'TIME_LIMIT_EXCEEDED', requestId: 'r1', message: expect.stringMatching(/ask for less/) },
      { path: ['name'], code: 'TIME_LIMIT_EXCEEDED', requestId: 'r1' },
    ])
    expect(JSON.stringify(errors)).not.toMatch(/Secret|try again/)
    expect(reported).toEqual([after, late])
  })

  it('that was made for the client is told', async () => {
    const { errors, reported } = await ask('{ name }', { root: { name: fails(new BadInput('Shorter, please.')) } })
    expect(errors).toEqual([{ message: 'Shorter, please.', path: ['name'], code: 'BAD_USER_INPUT' }])
    expect(reported).toEqual([])
  })

  it.each([
    ['a variable of another kind', 'query ($length: Int) { name(length: $length) }', { length: 'x' }],
    ['a value that is none', 'query ($size: Size) { name(size: $size) }', { size: 'XXL' }],
    ['a variable that is missing', 'query ($length: Int!) { name(length: $length) }', {}],
    ['an operation to be chosen', 'query A { name } query B { name }', {}],
  ])('of the client is told, and nobody is woken: %s', async (_, query, variables) => {
    const { errors, reported } = await ask(query, { variables })
    expect(errors).toEqual([{ message: expect.any(String), path: undefined, code: 'BAD_USER_INPUT' }])
    expect(reported).toEqual([])
  })

  it('is nowhere in an answer without one', () => {
    const result: ExecutionResult = { data: {} }
    expect(mask(result, 'r1', fails(secret))).toBe(result)
    const coded = new GraphQLError('No.', { extensions: { code: 'FORBIDDEN' } })
    expect(mask({ errors: [coded] }, 'r1', fails(secret))).toEqual({ errors: [coded] })
  })
})
