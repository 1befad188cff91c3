import { expect, it } from 'vitest'
import { readOptions } from './options.ts'

it('measures everything at length when nothing is said', () => {
  expect(readOptions([])).toMatchObject({
    customers: 10_000,
    rounds: 5,
    milliseconds: 4_000,
    only: null,
    contestants: null,
  })
})

it('takes lists and numbers', () => {
  const options = readOptions(['--quick', '--only', 'page, list', '--contestants', 'b,e', '--rounds', '7'])
  expect(options).toMatchObject({ rounds: 7, milliseconds: 1_500, only: ['page', 'list'], contestants: ['b', 'e'] })
})

it.each([
  [
    ['--only', 'pages'],
    '--only has no "pages": there are page, customer, list, erp, invoice, import, payment, nothing.',
  ],
  [['--contestants', 'z'], '--contestants has no "z": there are a, b, c, d, e, f, g.'],
  [['--rounds', 'many'], '--rounds is a number from 1 to 100.'],
])('says what is wrong with %j', (args, sentence) => {
  expect(() => readOptions(args)).toThrow(sentence)
})
