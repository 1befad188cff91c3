import {
  coerceInputValue,
  type DocumentNode,
  type GraphQLInputField,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLScalarType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  Kind,
  type TypeNode,
  type VariableDefinitionNode,
} from 'graphql'
import { type Fault, IMPORT, MalformedRow } from '../bulk/malformed-row.ts'
import { type InspectRow, rowsInspected } from './inputs.ts'
import { definitionsOf, type Prices, pricesOf } from './prices.ts'

const MOST_FAULTS = 20
const LONGEST_MESSAGE = 500

/** A schema that reads the rows of imports one by one, when they come in variables. */
export interface RowByRow {
  readonly schema: GraphQLSchema
  /** The variables of an operation, where null is a row, too: a bad one. */
  definitions(definitions: readonly VariableDefinitionNode[]): readonly VariableDefinitionNode[]
  document(document: DocumentNode): DocumentNode
}

/**
 * GraphQL refuses all variables for one bad value in them. The rows of an `Import…Input` are read one by one instead:
 * a bad one becomes a `MalformedRow`, which fails alone. What clients see of the schema, and what is validated, stays.
 */
export function rowByRow(schema: GraphQLSchema, prices: Prices = pricesOf(definitionsOf(schema))): RowByRow {
  const inspect = rowsInspected(prices)
  const lenient = new Map<string, GraphQLInputObjectType | GraphQLScalarType>()
  for (const type of Object.values(schema.getTypeMap())) {
    const rows = isInputObjectType(type) && IMPORT.test(type.name) ? type.getFields().rows : undefined
    if (!rows) continue
    const row = rowOf(schema, inspect, rows)
    lenient.set(row.name, row)
    lenient.set(type.name, withRows(type as GraphQLInputObjectType, row))
  }
  const relaxed = ({ type, ...definition }: VariableDefinitionNode): VariableDefinitionNode => ({
    ...definition,
    type: lenient.has(nameOf(type)) ? withNulls(type) : type,
  })
  const isConcerned = ({ type }: VariableDefinitionNode) => type.kind !== Kind.NAMED_TYPE && lenient.has(nameOf(type))
  const definitions: RowByRow['definitions'] = (given) => (given.some(isConcerned) ? given.map(relaxed) : given)
  return {
    schema: Object.create(schema, {
      getType: { value: (name: string) => lenient.get(name) ?? schema.getType(name) },
    }),
    definitions,
    document(document) {
      const changed = document.definitions.map((definition) => {
        if (definition.kind !== Kind.OPERATION_DEFINITION || !definition.variableDefinitions) return definition
        const variableDefinitions = definitions(definition.variableDefinitions)
        return variableDefinitions === definition.variableDefinitions
          ? definition
          : { ...definition, variableDefinitions }
      })
      return changed.every((definition, index) => definition === document.definitions[index])
        ? document
        : { ...document, definitions: changed }
    },
  }
}

/** A scalar of the row's name, which takes every value, and makes of it the row or what is wrong with it. */
function rowOf(schema: GraphQLSchema, inspect: InspectRow, { type }: GraphQLInputField): GraphQLScalarType {
  const row = getNamedType(type)
  return new GraphQLScalarType({
    name: row.name,
    parseValue(sent) {
      const given = sent instanceof MalformedRow ? sent.given : sent
      const excess = inspect(given, row)
      if (excess) return new MalformedRow(given, [excess])
      const faults: Fault[] = []
      const read = coerceInputValue(
        given,
        row,
        (path, _, { message }) => {
          if (faults.length < MOST_FAULTS) faults.push(faultOf(schema, path, message))
        },
        true,
      )
      return faults.length === 0 ? read : new MalformedRow(given, faults)
    },
  })
}

function withRows(type: GraphQLInputObjectType, row: GraphQLScalarType): GraphQLInputObjectType {
  const { fields, ...config } = type.toConfig()
  const rows = { ...fields.rows!, type: new GraphQLNonNull(new GraphQLList(row)) }
  return new GraphQLInputObjectType({ ...config, fields: { ...fields, rows } })
}

/** All of the message: names of fields are the sender's, and hold what they like. */
const MISPLACED = /^Field "(\w+)" (?:of required type "[\w[\]!]+" was not provided|is not defined by type "\w+")\.$/

/** In GraphQL's own words, and at the field itself where those only name it. */
function faultOf(schema: GraphQLSchema, at: readonly (string | number)[], message: string): Fault {
  const field = MISPLACED.exec(message)?.[1]
  const choice = schema.getType(/^.* "(\w+)" enum/s.exec(message)?.[1] ?? '')
  const names = isEnumType(choice) ? choice.getValues().map(({ name }) => name) : []
  const said = names.length > 0 ? `${message} It is one of ${names.join(', ')}.` : message
  return { path: field ? [...at, field] : at, message: said.slice(0, LONGEST_MESSAGE) }
}

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type))

/** `[Row!]!` as `[Row]!`. */
function withNulls(type: TypeNode): TypeNode {
  if (type.kind === Kind.NAMED_TYPE) return type
  if (type.kind === Kind.LIST_TYPE) {
    return { ...type, type: type.type.kind === Kind.NON_NULL_TYPE ? withNulls(type.type.type) : withNulls(type.type) }
  }
  return { ...type, type: withNulls(type.type) as typeof type.type }
}
