import { describe, expect, it } from 'vitest'
import { parseCsv } from './csv.ts'

describe('a CSV table', () => {
  it('is read by the names of its columns, with quotes and line ends of any kind', () => {
    expect(parseCsv('\ufeffb,a\r\n"x ""y"", z",\r\n', ['a', 'b'])).toEqual([{ a: '', b: 'x "y", z' }])
  })

  it('is refused when it lacks a column', () => {
    expect(() => parseCsv('a\n1\n', ['a', 'b', 'c'])).toThrow('The CSV lacks the columns b, c.')
  })

  it('is refused when a row is ragged', () => {
    expect(() => parseCsv('a,b\n1\n', ['a', 'b'])).toThrow('Invalid Record Length')
  })
})
