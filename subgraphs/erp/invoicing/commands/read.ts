import { decimal, trimmed } from '../../../shared/money/decimal.ts'
import { form } from '../../../shared/relay/form.ts'
import { optionalIdOf, optionalLinesOf } from '../../../shared/relay/input.ts'
import type { InvoiceLineInput } from '../../generated/graphql.ts'
import { checkLength } from '../invoice.ts'
import type { LineWish } from '../line.ts'

type Path = readonly (string | number)[]

/** Lines as typed; all that is wrong with one at once. Refuses with TOO_MANY_LINES, and as inputs do. */
export function readLines(lines: readonly InvoiceLineInput[], path: Path = []): LineWish[] {
  checkLength(lines, path)
  return lines.map((line, index) => readLine(line, [...path, 'lines', index]))
}

const readLine = (line: InvoiceLineInput, path: Path): LineWish =>
  form({
    productId: () => optionalIdOf('prod', line.productId, [...path, 'productId']),
    description: () => optionalLinesOf(line.description, [...path, 'description'], 500),
    quantity: () => trimmed(decimal(line.quantity)),
    unitPrice: () => (line.unitPrice == null ? null : trimmed(decimal(line.unitPrice))),
    discountPercent: () => trimmed(decimal(line.discountPercent ?? '0')),
    taxRateId: () =>
      line.taxRateId === undefined ? undefined : optionalIdOf('tax', line.taxRateId, [...path, 'taxRateId']),
    revenueAccountId: () => optionalIdOf('acct', line.revenueAccountId, [...path, 'revenueAccountId']),
  })
