import { describe, expect, it } from 'vitest'
import { isSignIn } from './sign-in.ts'

const INPUT = '(input: { email: "a@b.co", password: "x" })'

describe('a document without a token', () => {
  it.each([
    `mutation { signIn${INPUT} { token userErrors { code } } }`,
    'mutation SignIn($input: SignInInput!) { signIn(input: $input) { token user { name } } }',
    `mutation { me: signIn${INPUT} { token ... on SignInPayload { expiresAt } } }`,
  ])('may be %s', (query) => expect(isSignIn(query)).toBe(true))

  it.each([
    '',
    '{',
    undefined,
    42,
    '{ __typename }',
    '{ __schema { types { name } } }',
    'query { signIn }',
    'subscription { signIn }',
    'mutation { createUser { user { id } } }',
    'mutation { signIn: createUser { user { id } } }',
    `mutation { signIn${INPUT} { token } createUser { user { id } } }`,
    `mutation { a: signIn${INPUT} { token } b: signIn${INPUT} { token } }`,
    `mutation { signIn${INPUT} { token } __typename }`,
    `mutation { ... { signIn${INPUT} { token } } }`,
    `mutation { ...F } fragment F on Mutation { signIn${INPUT} { token } }`,
    `mutation { signIn${INPUT} { ...F } } fragment F on SignInPayload { token }`,
    `mutation A { signIn${INPUT} { token } } query B { users { totalCount } }`,
    `mutation { signIn${INPUT} { ${'token '.repeat(200)} } }`,
    `mutation { signIn${INPUT} { token } } #${'x'.repeat(4_096)}`,
    'type Mutation { signIn: String }',
  ])('may not be %s', (query) => expect(isSignIn(query)).toBe(false))
})
