import { post } from './fetcher.ts'
import type { Session } from './session.ts'

/** Exchanges an e-mail address and a password for a session. Refuses with the server's sentence. */
export async function signIn(endpoint: string, email: string, password: string): Promise<Session> {
  const { answer } = await post(endpoint, {
    query: SIGN_IN,
    operationName: 'SignIn',
    variables: { input: { email, password } },
  })
  const token = answer.data?.signIn?.token
  if (typeof token !== 'string') {
    const refusals = [...(answer.data?.signIn?.userErrors ?? []), ...(answer.errors ?? [])]
    throw new Error(refusals[0]?.message ?? 'That did not work.')
  }
  return tokenSession(endpoint, token)
}

/** A session with a token somebody already has. Refuses one that the server does not accept. */
export async function tokenSession(endpoint: string, token: string): Promise<Session> {
  if (!/^[\w.~+/=-]+$/.test(token)) throw new Error('That is not a token.')
  const { status, answer } = await post(
    endpoint,
    { query: WHO, operationName: 'Who' },
    { authorization: `Bearer ${token}` },
  )
  if (status === 401) throw new Error(answer.errors?.[0]?.message ?? 'The token is not accepted.')
  return { token, organization: answer.data?.organization?.name ?? null, demo: false }
}

const SIGN_IN = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { token userErrors { message } }
}`

const WHO = 'query Who { organization { name } }'
