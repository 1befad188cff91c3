import { type FieldNode, type GraphQLField, Kind, type OperationDefinitionNode, type ValueNode } from 'graphql'
import type { Amount } from './amount.ts'
import type { ListSize } from './prices.ts'

/** No page is longer, whatever is asked for: what asks for more is refused. */
const LONGEST_PAGE = 100

/** How many items a list holds at most: what its arguments say, or what is assumed. */
export function sizeOf(
  operation: OperationDefinitionNode,
  { args, name }: GraphQLField<unknown, unknown>,
  node: FieldNode,
  { assumedSize, slicingArguments }: ListSize,
): Amount {
  const given = (node.arguments ?? []).find(({ name }) => name.value === REPRESENTATIONS)
  if (name === '_entities' && given) return lengthOf(given.value)
  const sizes = slicingArguments.map((slicing): number | Open | undefined => {
    const value = node.arguments?.find(({ name }) => name.value === slicing)?.value
    if (!value) return args.find(({ name }) => name === slicing)?.defaultValue as number | undefined
    if (value.kind !== Kind.VARIABLE) return literal(value)
    return { variable: value.name.value, otherwise: defaultOf(operation, value.name.value) }
  })
  const known = sizes.filter((size) => typeof size === 'number')
  const open = sizes.filter((size) => typeof size === 'object')
  if (open.length === 0) return larger(known, assumedSize)
  return (variables) =>
    larger(
      [...known, ...open.flatMap(({ variable, otherwise }) => said(variables[variable], otherwise) ?? [])],
      assumedSize,
    )
}

/** A size that a request says. */
interface Open {
  readonly variable: string
  readonly otherwise: number | undefined
}

const REPRESENTATIONS = 'representations'

/** Entities come one for each representation. */
const lengthOf = (value: ValueNode): Amount => {
  if (value.kind === Kind.LIST) return value.values.length
  if (value.kind !== Kind.VARIABLE) return 1
  const { value: name } = value.name
  return (variables) => (Array.isArray(variables[name]) ? variables[name].length : 1)
}

const larger = (sizes: readonly number[], assumed: number): number =>
  sizes.length === 0 ? assumed : Math.max(0, Math.min(LONGEST_PAGE, Math.max(...sizes)))

/** A variable that is not given has its default; one that is null has none. */
const said = (value: unknown, otherwise: number | undefined): number | undefined => {
  if (value === undefined) return otherwise
  return typeof value === 'number' ? value : undefined
}

const defaultOf = ({ variableDefinitions }: OperationDefinitionNode, name: string): number | undefined => {
  const value = variableDefinitions?.find(({ variable }) => variable.name.value === name)?.defaultValue
  return value && literal(value)
}

const literal = (value: ValueNode): number | undefined => (value.kind === Kind.INT ? Number(value.value) : undefined)
