import { type GraphQLSchema, isObjectType } from 'graphql'

/** The fields of all the objects of a schema. */
export const fieldsOf = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()))
