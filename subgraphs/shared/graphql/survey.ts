import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  type ValueNode,
  type VariableNode,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Variables } from './amount.ts'

/** Where in an operation something stands. */
export interface Place {
  /** The fragment that it is written in; null in the operation itself. */
  readonly fragment: string | null
  /** What decides there whether it is asked for. */
  readonly directives: readonly DirectiveNode[]
}

export interface FieldAsked {
  readonly node: FieldNode
  readonly parent: string
  readonly field: GraphQLField<unknown, unknown>
  readonly place: Place
}

interface VariableUsed {
  readonly node: VariableNode
  readonly type: GraphQLInputType | undefined
  readonly place: Place
}

/** The fields of an operation and its fragments that have arguments, and the places that variables take. */
export interface Survey {
  readonly fields: readonly FieldAsked[]
  readonly variables: readonly VariableUsed[]
  /** Whether what stands there is asked for: nothing is wrong with what is skipped. */
  isAsked(place: Place, variables: Variables): boolean
}

interface Spread {
  readonly name: string
  readonly place: Place
}

export function surveyOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Survey {
  const fields: FieldAsked[] = []
  const variables: VariableUsed[] = []
  const spreads: Spread[] = []
  for (const definition of [operation, ...fragments.values()]) {
    const fragment = definition.kind === Kind.FRAGMENT_DEFINITION ? definition.name.value : null
    const above: (readonly DirectiveNode[])[] = []
    const here = (directives = above): Place => ({ fragment, directives: directives.flat() })
    const typeInfo = new TypeInfo(schema)
    visit(
      definition,
      visitWithTypeInfo(typeInfo, {
        VariableDefinition: () => false,
        Field: {
          enter(node) {
            above.push(node.directives ?? [])
            const [parent, field] = [typeInfo.getParentType(), typeInfo.getFieldDef()]
            if (parent && field && node.arguments?.length)
              fields.push({ node, parent: parent.name, field, place: here() })
          },
          leave: () => void above.pop(),
        },
        InlineFragment: {
          enter: ({ directives = [] }) => void above.push(directives),
          leave: () => void above.pop(),
        },
        FragmentSpread: {
          enter({ name, directives = [] }) {
            above.push(directives)
            spreads.push({ name: name.value, place: here() })
          },
          leave: () => void above.pop(),
        },
        Variable(node) {
          // A directive does not decide about what it is itself told.
          const place = here(typeInfo.getDirective() ? above.slice(0, -1) : above)
          variables.push({ node, type: typeInfo.getInputType() ?? undefined, place })
        },
      }),
    )
  }
  return {
    fields,
    variables,
    isAsked: ({ fragment, directives }, given) =>
      isAsked(directives, given) && (fragment === null || reached(spreads, given).has(fragment)),
  }
}

/** The fragments that are asked for; null for the operation itself. */
function reached(spreads: readonly Spread[], variables: Variables): Set<string | null> {
  const found = new Set<string | null>([null])
  // Grows while it is gone through.
  for (const within of found) {
    for (const { name, place } of spreads) {
      if (place.fragment === within && isAsked(place.directives, variables)) found.add(name)
    }
  }
  return found
}

/** Whether what has these directives is asked for. */
export const isAsked = (directives: readonly DirectiveNode[], variables: Variables): boolean =>
  directives.every(({ name, arguments: all }) => {
    const says = all?.find((argument) => argument.name.value === 'if')?.value
    const value = says && flag(says, variables)
    return !(name.value === 'skip' && value === true) && !(name.value === 'include' && value === false)
  })

function flag(node: ValueNode, variables: Variables): unknown {
  if (node.kind === Kind.BOOLEAN) return node.value
  return node.kind === Kind.VARIABLE ? given(variables, node.name.value) : undefined
}

/** An inherited name is nobody's variable. */
export const given = (variables: Variables, name: string): unknown =>
  Object.hasOwn(variables, name) ? variables[name] : undefined
