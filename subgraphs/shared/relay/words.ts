import { BadInput } from '../graphql/errors.ts'

const MOST_WORDS = 8

/** The words to look for; what comes after the eighth is not looked for. */
export const wordsOf = (search: string | null | undefined): string[] =>
  (search ?? '').split(/\s+/).filter(Boolean).slice(0, MOST_WORDS)

/** A text as it is looked for. Refuses one that nobody has. */
export function sought(text: string): string {
  if (text.length > 200 || text.includes('\0'))
    throw new BadInput('A text to look for has at most 200 characters, none of them NUL.')
  return text
}
