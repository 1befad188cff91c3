import { GraphQLScalarType, Kind, type ValueNode } from 'graphql'
import { isCurrency } from '../money/currency.ts'
import { parseDecimal } from '../money/decimal.ts'
import { isLocalDate } from '../time/date.ts'
import { BadInput } from './errors.ts'

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/

/** As an `exactMoment` is read. */
const EXACT = /\.\d{6}Z$/

const isMoment = (text: string) =>
  MOMENT.test(text) && isLocalDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))

/** The scalars of `common.graphql`. All of them travel as strings; a JSON number is refused, as it may have lost digits. */
export const scalars = {
  Decimal: text('Decimal', (value) => parseDecimal(value) !== null, 'a decimal number in a string, like "12.50"'),
  CurrencyCode: text('CurrencyCode', isCurrency, 'an ISO 4217 currency code, like "EUR"'),
  Date: text('Date', isLocalDate, 'a day between 1900 and 2199, like "2026-03-31"'),
  DateTime: text('DateTime', isMoment, 'a moment with its offset, like "2026-03-31T22:30:00Z"', (value) =>
    EXACT.test(value as string) ? (value as string) : new Date(value as string | Date).toISOString(),
  ),
}

function text(
  name: string,
  accepts: (text: string) => boolean,
  expected: string,
  serialize: (value: unknown) => string = String,
): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value
    throw new BadInput(`${name} must be ${expected}.`)
  }
  return new GraphQLScalarType({
    name,
    serialize,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : null),
  })
}
