import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { composeServices } from '@apollo/composition'
import { generate } from '@graphql-codegen/cli'
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition'
import {
  buildASTSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  parse,
  printSchema,
  printType,
  visit,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import codegen from '../codegen.ts'
import { printed } from '../platform/print-schema.ts'
import { schema as crm } from '../subgraphs/crm/subgraph.ts'
import { schema as erp } from '../subgraphs/erp/subgraph.ts'
import { schema as identity } from '../subgraphs/identity/subgraph.ts'
import { mutationsOf, publicSchema } from './support/contract.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const subgraphs = { identity, crm, erp }
const names = Object.keys(subgraphs) as (keyof typeof subgraphs)[]
const schema = publicSchema()
const mutations = mutationsOf(schema).map((field) => ({ name: field.name, field }))

describe('what is printed', () => {
  it.each(Object.entries(printed()))('is as fresh as if it were printed now: schema/%s', (file, text) => {
    expect(read(`schema/${file}`)).toBe(text)
  })

  it('is as fresh as if it were generated now: the types of every subgraph', async () => {
    const files = await generate({ ...codegen, silent: true }, false)
    expect(files.map(({ filename }: { filename: string }) => filename).sort()).toEqual(
      names.map((name) => `subgraphs/${name}/generated/graphql.ts`).sort(),
    )
    for (const { filename, content } of files as { filename: string; content: string }[])
      expect(read(filename), filename).toBe(content)
  })
})

describe('the supergraph', () => {
  const services = names.map((name) => ({
    name,
    url: `http://127.0.0.1/${name}`,
    typeDefs: parse(printed()[`${name}.graphql`]!),
  }))
  const other = composeServices(services)

  it('is composed by Apollo, too, and means the same to clients', () => {
    expect(other.errors).toBeUndefined()
    expect(publicly(other.supergraphSdl!)).toBe(publicly(read('schema/supergraph.graphql')))
  })

  it('loses nothing of what a subgraph says without saying so', () => {
    const codes = other.hints?.filter(({ definition }) => definition.code !== 'INCONSISTENT_DESCRIPTION')
    // A node has no id where it is asked for: docs/adr/0011.
    expect(codes?.map(({ message }) => /Field "(.*?)"/.exec(message)?.[1])).toEqual(['Node.id', 'Node.nodeId'])
  })

  it('asks for nothing that an Apollo Router without a licence refuses', () => {
    expect(read('schema/supergraph.graphql')).not.toMatch(/authenticated|requiresScopes|specs\.apollo\.dev\/policy/)
  })

  it('keeps what is shared the same everywhere: inputs are intersected, and enums joined, in silence', () => {
    for (const { name, type } of typesOf(schema)) {
      if (!isInputObjectType(type) && !isEnumType(type)) continue
      const said = names.flatMap((subgraph) => subgraphs[subgraph].getType(name) ?? []).map(printType)
      expect(new Set(said).size, name).toBe(1)
    }
  })
})

/** What is there, whatever is said of it: the composers choose between descriptions differently. */
function publicly(supergraph: string): string {
  const document = visit(transformSupergraphToPublicSchema(parse(supergraph)), {
    enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
  })
  return printSchema(lexicographicSortSchema(buildASTSchema(document)))
}

const typesOf = (of: GraphQLSchema): { name: string; type: GraphQLNamedType }[] =>
  Object.values(of.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .map((type) => ({ name: type.name, type }))

describe('everything clients see', () => {
  it.each(typesOf(schema))('says what it is: $name', ({ type }) => {
    const undescribed = [['', type.description] as const, ...partsOf(type)]
      .filter(([, description]) => !description?.trim())
      .map(([part]) => `${type.name}${part}`)
    expect(undescribed.filter((part) => !['Query', 'Mutation'].includes(part))).toEqual([])
  })
})

function partsOf(type: GraphQLNamedType): (readonly [string, string | null | undefined])[] {
  if (isEnumType(type)) return type.getValues().map((value) => [`.${value.name}`, value.description] as const)
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => [`.${field.name}`, field.description] as const)
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  return Object.values(type.getFields()).flatMap((field) => [
    [`.${field.name}`, field.description] as const,
    ...field.args.map((arg) => [`.${field.name}(${arg.name})`, arg.description] as const),
  ])
}

describe('every mutation', () => {
  const MOVES_MONEY = /^(post|pay|receive|apply|credit|refund|reverse|approve)|^import(Invoices|Payments)$/

  it('is one of many', () => {
    expect(mutations.length).toBeGreaterThan(40)
    expect(mutations.filter(({ name }) => MOVES_MONEY.test(name)).length).toBeGreaterThanOrEqual(5)
  })

  it.each(mutations)('answers a payload with what the business says no to: $name', ({ name, field }) => {
    const payload = getNamedType(field.type)
    const capital = name[0]!.toUpperCase() + name.slice(1)
    expect(`${field.type}`).toBe(`${capital}Payload`)
    const { userErrors } = isObjectType(payload) ? payload.getFields() : {}
    expect(`${userErrors?.type}`).toBe('[UserError!]!')
  })

  it.each(mutations)('takes one input, and says when it refuses: $name', ({ name, field }) => {
    const capital = name[0]!.toUpperCase() + name.slice(1)
    const args = field.args.map((arg) => `${arg.name}: ${arg.type}`)
    expect(args).toEqual(name === 'signOut' ? [] : [`input: ${capital}Input!`])
    if (name !== 'signOut') expect(field.description).toMatch(/\brefuses?\b[^.]*\b(FORBIDDEN|[A-Z]+(_[A-Z]+)+)\b/i)
  })

  it.each(mutations)('is done once where it moves money, and knows what it changes: $name', ({ name, field }) => {
    const input = getNamedType(field.args[0]?.type)
    const fields = isInputObjectType(input) ? input.getFields() : {}
    if (MOVES_MONEY.test(name)) expect(`${fields.idempotencyKey?.type}`).toBe('String!')
    if (name.startsWith('update')) expect(`${fields.expectedVersion?.type}`).toBe('Int!')
  })
})
