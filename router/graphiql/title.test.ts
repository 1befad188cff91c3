import { describe, expect, it } from 'vitest'
import { noteOf, titleOf } from './title.ts'

describe('the title of an operation', () => {
  it.each([
    ['# Customer to cash\nquery CustomerToCash { id }', 'Customer to cash'],
    ['\n  ## Müşteriden kasaya  \r\n{ id }', 'Müşteriden kasaya'],
    ['#Unpaid', 'Unpaid'],
  ])('is the comment on the first line of %j', (query, title) => {
    expect(titleOf(query)).toBe(title)
  })

  it.each([
    ['nothing', null],
    ['an empty query', ''],
    ['a query without a comment', 'query A { id }'],
    ['a comment further down', '{ id }\n# Late'],
    ['an empty comment', '#\n# Second line\n{ id }'],
    ['a line of GraphQL commented out', '# query A($id: ID!) {\n{ id }'],
  ])('is missing from %s', (_, query) => {
    expect(titleOf(query)).toBeNull()
  })
})

describe('the note of an operation', () => {
  it.each([
    ['# Title\n# One line\n# and another.\nquery A { id }\n# not this', 'One line and another.'],
    ['# Title\nquery A { id }', ''],
    ['query A { id }', ''],
    ['', ''],
  ])('is what the comments below the title say: %j', (query, note) => {
    expect(noteOf(query)).toBe(note)
  })
})
