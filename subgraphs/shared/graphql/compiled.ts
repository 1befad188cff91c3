import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FieldNode,
  GraphQLError,
  type GraphQLInputType,
  GraphQLScalarType,
  type GraphQLSchema,
  getNullableType,
  getOperationAST,
  getVariableValues,
  isListType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  type ValueNode,
  type VariableDefinitionNode,
  type VariableNode,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import type { Page } from '../relay/connection.ts'
import { watchCache } from '../telemetry/caches.ts'
import { extentOf, reckon } from './extent.ts'
import { fieldsOf } from './fields.ts'
import { OperationMemory } from './memory.ts'
import { contains, keyOf } from './nodes.ts'
import { rowByRow } from './row-by-row.ts'
import type { Operation } from './subgraph.ts'

/** Runs one operation of a valid document. */
export type Run = (context: unknown, variables: Record<string, unknown>) => Promise<ExecutionResult> | ExecutionResult

/**
 * Turns operations into functions, and remembers them by their text. Compiling takes longer than executing once:
 * an operation is compiled when it comes a second time, so that whoever never repeats one pays nothing for it.
 */
export function compiler(strict: GraphQLSchema): (document: DocumentNode, operation: Operation, owner: string) => Run {
  const { schema, document: relaxed } = rowByRow(strict)
  const seen = new WeakSet<DocumentNode>()
  const runs = watchCache('compiled', new OperationMemory<{ run: Run; bytes: number }>(({ bytes }) => bytes))
  return (asked, operation, owner) => {
    const { operationName } = operation
    const interpret = () => interpreted(schema, relaxed(asked), operationName)
    if (!seen.has(asked)) {
      seen.add(asked)
      return interpret()
    }
    return runs.recall(operation, owner, () => {
      const run = compiled(schema, relaxed(asked), operationName)
      return { run: run ?? interpret(), bytes: bytesOf(run ? extentOf(asked) : NOTHING) }
    }).run
  }
}

const bytesOf = reckon(150, 4_000)
const NOTHING = { nodes: 0, fields: 0 }

/** Gives resolvers to what only the interpreter does without. */
export function readyToCompile(schema: GraphQLSchema): GraphQLSchema {
  for (const field of fieldsOf(schema)) {
    // A page counts by a function; compiled operations call only resolvers.
    if (field.name === 'totalCount')
      field.resolve ??= ({ totalCount }: Pick<Page<unknown>, 'totalCount'>) => totalCount()
    const { resolve } = field
    if (resolve && isListType(getNullableType(field.type))) field.resolve = (...asked) => inPlace(resolve(...asked))
  }
  return schema
}

/** A compiled operation puts the null of an item that rejects at the end of its list: its error is handed over as what it came to. */
const inPlace = (items: unknown): unknown =>
  Array.isArray(items)
    ? items.map((item) => (item instanceof Promise ? item.catch((error: unknown) => error) : item))
    : items

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
  if (!operation || isOdd(document, operation)) return null
  const { lean, literals } = withoutLiterals(schema, document)
  const made = compileQuery(reading(schema), lean, operationName ?? undefined, { disablingCapturingStackErrors: true })
  if (!isCompiledQuery(made)) return null
  const interpret = interpreted(schema, document, operationName)
  return async (context, variables) => {
    const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      hideSuggestions: true,
    })
    if (!coerced) return { errors }
    for (const { name, node, type } of literals) {
      const value = valueFromAST(node, type, coerced)
      // The interpreter says what is wrong with it, and where.
      if (value === undefined) return interpret(context, variables)
      coerced[name] = value
    }
    const result = await made.query(undefined, context, coerced)
    return result.errors ? { ...result, errors: result.errors.map(asUsual) } : result
  }
}

/**
 * The compiler keeps what a directive says on nodes that spreads share, and loses what is called `__proto__`; and a
 * variable may have a name of ours.
 */
const isOdd = (document: DocumentNode, { variableDefinitions = [] }: OperationDefinitionNode): boolean =>
  contains(document, Kind.DIRECTIVE) ||
  contains(document, Kind.FIELD, (node) => keyOf(node as FieldNode) === '__proto__') ||
  variableDefinitions.some(({ variable }) => variable.name.value.startsWith(LITERAL))

interface Literal {
  readonly name: string
  readonly node: ValueNode
  readonly type: GraphQLInputType
}

const LITERAL = '__literal'

/**
 * Makes a variable of every argument that is not one. The compiler would write literals into the code that it makes,
 * where some texts become code themselves, and it makes null of an absent variable inside a literal. Variables lose
 * their types: the compiler's own reading of them ignores the defaults of input fields, and GraphQL's comes before.
 */
function withoutLiterals(schema: GraphQLSchema, document: DocumentNode): { lean: DocumentNode; literals: Literal[] } {
  const literals: Literal[] = []
  const types = new TypeInfo(schema)
  const bare = visit(
    document,
    visitWithTypeInfo(types, {
      Argument(node) {
        if (node.value.kind === Kind.VARIABLE) return undefined
        const name = LITERAL + literals.length
        literals.push({ name, node: node.value, type: types.getInputType()! })
        return { ...node, value: { ...variableCalled(name), loc: node.value.loc } }
      },
    }),
  )
  const made = literals.map(({ name }) => untyped(variableCalled(name)))
  const lean = visit(bare, {
    OperationDefinition: (node) => ({
      ...node,
      variableDefinitions: [...(node.variableDefinitions ?? []).map(({ variable }) => untyped(variable)), ...made],
    }),
  })
  return { lean, literals }
}

const variableCalled = (name: string): VariableNode => ({ kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } })

const untyped = (variable: VariableNode): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable,
  type: ANYTHING,
})

const ANYTHING = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'Anything' } } as const
const anything = new GraphQLScalarType({ name: 'Anything' })

/** The schema, with a type that lets what was read before pass as it is. */
const reading = (schema: GraphQLSchema): GraphQLSchema =>
  Object.create(schema, {
    getType: { value: (name: string) => (name === ANYTHING.name.value ? anything : schema.getType(name)) },
  })

/** Compiled operations have errors of a class of their own, without a cause where GraphQL itself objects to a value. */
const asUsual = ({ message, path, originalError, extensions }: GraphQLError): GraphQLError =>
  new GraphQLError(message, {
    path: path ?? null,
    originalError: originalError ?? (path ? new Error(message) : null),
    extensions: extensions ?? null,
  })
