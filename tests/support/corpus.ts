import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedInputType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql'
import { ID_TYPES, type IdPrefix } from '../../subgraphs/shared/relay/id.ts'
import { declared, documentOf, mutationsOf, type Path, passed, placed, placesIn, selection } from './contract.ts'
import { ID_FIELDS } from './pen.ts'
import type { Scene } from './scene.ts'

/** An operation of the public schema with one place open, for somebody to put something into. */
export interface Question {
  readonly title: string
  readonly document: string
  /** Where the open place is in the variables. */
  readonly path: Path
  /** The mutation it is; null for a query. */
  readonly mutation: string | null
  /** The types that an id in that place could be meant to be of: where much else is like it, only the right one. */
  readonly prefixes: readonly IdPrefix[]
  /** The variables as that organisation would fill them in, and in the open place the value. */
  variables(scene: Scene, value: unknown): Promise<Record<string, unknown>>
}

/** Every place of every operation, at the root and on each type with an id, where an input of that type stands. */
export function questionsAbout(schema: GraphQLSchema, wanted: (type: GraphQLNamedInputType) => boolean): Question[] {
  const asked = [...rootFields(schema), ...fieldsOfNodes(schema)].flatMap(({ title, document, field, self }) =>
    placesOf(field.args, wanted).map((path) => ({
      title: `${title} ${path.join('.')}`,
      document,
      path,
      mutation: null,
      prefixes: prefixesFor(
        path,
        path.some((step) => NESTED.has(step)),
      ),
      variables: async (scene: Scene, value: unknown) =>
        placed(self ? { self: scene.ids[self] } : {}, path, value) as Record<string, unknown>,
    })),
  )
  const changed = mutationsOf(schema).flatMap((field) =>
    placesOf(field.args, wanted).flatMap((path) =>
      (['all', 'required'] as const).map((which) => ({
        title: `${field.name} ${path.join('.')} (${which})`,
        document: documentOf('mutation', field, 2),
        path,
        mutation: field.name,
        prefixes: prefixesFor(path, which === 'required'),
        variables: async (scene: Scene, value: unknown) =>
          placed({ input: await scene.input(field.name, which) }, path, value) as Record<string, unknown>,
      })),
    ),
  )
  return [...asked, ...changed]
}

/** Operation by operation: what one test goes through. */
export const byOperation = (questions: readonly Question[]) =>
  Object.entries(Object.groupBy(questions, ({ title }) => title.split(' ')[0]!)).map(([operation, places]) => ({
    operation,
    places: places!,
  }))

/** Whether the open place is a filter's own, and not one of a filter in a filter. */
export const isShallow = ({ path }: Question): boolean =>
  !path.some((step) => ['and', 'or', 'not'].includes(String(step)))

const NESTED: ReadonlySet<string | number> = new Set(['and', 'or', 'not', 'in'])

function prefixesFor(path: Path, narrow: boolean): readonly IdPrefix[] {
  const meant = path.flatMap((step) => ID_FIELDS[step] ?? []).at(-1)
  return narrow && meant ? [meant] : (Object.keys(ID_TYPES) as IdPrefix[])
}

/** A list of the public schema: of the organisation, or of one of its objects. */
export interface List {
  readonly title: string
  readonly document: string
  variables(scene: Scene): Record<string, unknown>
  /** The page in an answer. */
  page(data: Record<string, never>): { pageInfo: { endCursor: string | null } }
}

export const listsOf = (schema: GraphQLSchema): List[] =>
  [...rootFields(schema), ...fieldsOfNodes(schema)]
    .filter(({ field }) => getNamedType(field.type).name.endsWith('Connection'))
    .map(({ title, document, field, self }) => ({
      title,
      document,
      variables: (scene) => (self ? { self: scene.ids[self] } : {}),
      page: (data) => (self ? data.node![field.name] : data[field.name])!,
    }))

interface Asked {
  readonly title: string
  readonly document: string
  readonly field: GraphQLField<unknown, unknown>
  /** The type of object that has the field; none at the root. */
  readonly self?: IdPrefix
}

const rootFields = (schema: GraphQLSchema): Asked[] =>
  Object.values(schema.getQueryType()!.getFields()).map((field) => ({
    title: field.name,
    field,
    document: documentOf('query', field, 1),
  }))

const fieldsOfNodes = (schema: GraphQLSchema): Asked[] =>
  (Object.entries(ID_TYPES) as [IdPrefix, string][]).flatMap(([self, type]) => {
    const object = schema.getType(type)
    if (!isObjectType(object)) throw new Error(`The schema has no type ${type}.`)
    return Object.values(object.getFields())
      .filter(({ args }) => args.length > 0)
      .map((field) => ({ title: `${type}.${field.name}`, field, self, document: ofNode(type, field) }))
  })

function ofNode(type: string, field: GraphQLField<unknown, unknown>): string {
  const asked = `${field.name}(${passed(field.args)}) ${selection(field.type, 1)}`
  return `query ($self: ID!, ${declared(field.args)}) { node(id: $self) { ... on ${type} { id ${asked} } } }`
}

const placesOf = (args: readonly GraphQLArgument[], wanted: (type: GraphQLNamedInputType) => boolean): Path[] =>
  args.flatMap((arg) => placesIn(arg.type, wanted, [arg.name]))
