import type { ExecutionResult } from 'graphql'
import type { Envelope, Operation } from '../../subgraphs/shared/graphql/subgraph.ts'

interface Executes {
  execute(operation: Operation, envelope: Envelope): Promise<ExecutionResult>
}

type Answer = {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as the JSON it is.
  data: any
  errors: { message: string; path?: (string | number)[]; extensions: { code: string } }[] | undefined
}

/** Asks a subgraph or the router as a client would: the answer has been through JSON. */
export async function ask(
  target: Executes,
  authorization: string | undefined,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const result = await target.execute({ query, variables }, { authorization, requestId: 'test' })
  return JSON.parse(JSON.stringify(result))
}

/** The data of an answer that must have no errors. */
export async function data(...asked: Parameters<typeof ask>): Promise<Answer['data']> {
  const answer = await ask(...asked)
  if (answer.errors) throw new Error(JSON.stringify(answer.errors, null, 2))
  return answer.data
}
