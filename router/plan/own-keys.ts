import { type FieldNode, type GraphQLField, print } from 'graphql'
import { keyOf } from '../../subgraphs/shared/graphql/nodes.ts'

/** What begins the keys under which the planner is asked for fields that it might ask for itself in another way. */
export const OWN_KEY = '_as_'

/** The key under which the planner is asked for a field of an operation, at its root or elsewhere. */
export type KeyFor = (node: FieldNode, field: Described, isAtRoot: boolean) => string

type Described = Pick<GraphQLField<unknown, unknown>, 'name' | 'args'>

/**
 * Names the fields of one operation for the planner: never as it names something else. A field under its own name and
 * without arguments is the same field when the planner asks for it, and it asks for none at the root. Others get keys
 * of their own, one for each field and its arguments: a client may use one key for different things in different
 * types, where a subgraph that knows only their interface (@interfaceObject) is asked for both.
 */
export function ownKeys(): KeyFor {
  const known = new Map<string, string[]>()
  return (node, { name, args }, isAtRoot) => {
    const key = keyOf(node)
    const isSame = key === name && (args.length === 0 || isAtRoot)
    if (isSame && !(key in Object.prototype) && !key.startsWith(OWN_KEY)) return key
    const asked = `${name} ${(node.arguments ?? []).map(print).join()}`
    const others = known.get(key) ?? []
    known.set(key, others)
    if (!others.includes(asked)) others.push(asked)
    const number = others.indexOf(asked)
    // No name begins with a digit.
    return number === 0 ? OWN_KEY + key : `${OWN_KEY}${number}_${key}`
  }
}
