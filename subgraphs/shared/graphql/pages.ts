import { GraphQLError, Kind, type ValueNode } from 'graphql'
import { pageSize } from '../relay/page-size.ts'
import { sought, wordsOf } from '../relay/words.ts'
import type { Variables } from './amount.ts'
import type { Prices } from './prices.ts'
import { type FieldAsked, given, type Survey } from './survey.ts'

/**
 * What is asked for of a list and is no page of it, or no words to look for: known before anything runs, so that no
 * change is made first.
 */
export function pagesOf(
  prices: Prices,
  { fields, isAsked }: Survey,
): (variables: Variables) => GraphQLError | undefined {
  const pages = fields.filter(({ parent, field }) => {
    const slicing = prices.sizes.get(`${parent}.${field.name}`)?.slicingArguments ?? []
    return slicing.includes('first') && slicing.includes('last')
  })
  return (variables) => {
    for (const page of pages) {
      const refusal = refusalOf(page, variables)
      if (refusal && isAsked(page.place, variables)) return refusal
    }
    return undefined
  }
}

function refusalOf({ node, field }: FieldAsked, variables: Variables): GraphQLError | undefined {
  const say = (name: string): unknown => {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value
    const said = value && told(value, variables)
    return said === undefined ? field.args.find((arg) => arg.name === name)?.defaultValue : said
  }
  const number = (name: string) => numberIn(say(name))
  const text = (name: string) => textIn(say(name))
  try {
    pageSize({ first: number('first'), after: text('after'), last: number('last'), before: text('before') })
    wordsOf(text('search')).forEach(sought)
    return undefined
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

function told(node: ValueNode, variables: Variables): unknown {
  if (node.kind === Kind.VARIABLE) return given(variables, node.name.value)
  if (node.kind === Kind.INT) return Number(node.value)
  return node.kind === Kind.STRING ? node.value : null
}

/** What is of another type is refused by whoever reads it. */
const numberIn = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null)
