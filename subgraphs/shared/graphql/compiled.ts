import {
  BREAK,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  visit,
} from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import { watchCache } from '../telemetry/caches.ts'
import { OperationMemory } from './memory.ts'
import type { Operation } from './subgraph.ts'

/** Runs one operation of a valid document. */
export type Run = (context: unknown, variables: Record<string, unknown>) => Promise<ExecutionResult> | ExecutionResult

/**
 * Turns operations into functions, and remembers them by their text. Compiling takes longer than executing once:
 * an operation is compiled when it comes a second time, so that whoever never repeats one pays nothing for it.
 */
export function compiler(schema: GraphQLSchema): (document: DocumentNode, operation: Operation) => Run {
  const runs = watchCache('compiled', new OperationMemory<{ times: number; run: Run }>())
  return (document, operation) => {
    const { operationName } = operation
    const seen = runs.recall(operation, () => ({
      times: 0,
      run: interpreted(schema, document, operationName),
    }))
    seen.times += 1
    if (seen.times === 2) seen.run = compiled(schema, document, operationName) ?? seen.run
    return seen.run
  }
}

const interpreted =
  (schema: GraphQLSchema, document: DocumentNode, operationName: Operation['operationName']): Run =>
  (contextValue, variableValues) =>
    execute({
      schema,
      document,
      contextValue,
      variableValues,
      operationName: operationName ?? null,
      hideSuggestions: true,
    })

/** Null where only the interpreter does all that the specification says. */
function compiled(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: Operation['operationName'],
): Run | null {
  const operation = getOperationAST(document, operationName)
  if (!operation || mixesVariablesIn(document)) return null
  const made = compileQuery(schema, withoutTypes(document), operationName ?? undefined, {
    disablingCapturingStackErrors: true,
  })
  if (!isCompiledQuery(made)) return null
  return async (context, variables) => {
    const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      hideSuggestions: true,
    })
    if (!coerced) return { errors }
    const result = await made.query(undefined, context, coerced)
    return result.errors ? { ...result, errors: result.errors.map(asUsual) } : result
  }
}

/** Whether a variable stands inside a literal: the compiler makes null of one that is absent. */
function mixesVariablesIn(document: DocumentNode): boolean {
  let found = false
  visit(document, {
    Variable(_node, _key, parent) {
      const holder = Array.isArray(parent) ? Kind.LIST : (parent as { kind?: Kind } | undefined)?.kind
      found ||= holder === Kind.OBJECT_FIELD || holder === Kind.LIST
      return found ? BREAK : undefined
    },
  })
  return found
}

/** The compiler's own reading of variables ignores the defaults of input fields: they are read before, by GraphQL's. */
const withoutTypes = (document: DocumentNode): DocumentNode =>
  visit(document, {
    VariableDefinition: ({ kind, variable }) => ({ kind, variable, type: ANYTHING }),
  })

/** A scalar of every subgraph that takes a value as it is; `_Any` takes representations alone. */
const ANYTHING = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'link__Import' } } as const

/** Compiled operations have errors of a class of their own, without a cause where GraphQL itself objects to a value. */
const asUsual = ({ message, path, originalError, extensions }: GraphQLError): GraphQLError =>
  new GraphQLError(message, {
    path: path ?? null,
    originalError: originalError ?? (path ? new Error(message) : null),
    extensions: extensions ?? null,
  })
