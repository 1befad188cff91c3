import { type OperationDefinitionNode, valueFromASTUntyped } from 'graphql'
import type { Variables } from './amount.ts'

/** The variables as the operation will see them: limits and prices hold for a default as for what was sent. */
export function defaulting({ variableDefinitions = [] }: OperationDefinitionNode): (variables: Variables) => Variables {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }): [string, unknown][] =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
  )
  if (defaults.length === 0) return (variables) => variables
  return (variables) => ({
    ...Object.fromEntries(defaults),
    ...Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined)),
  })
}
