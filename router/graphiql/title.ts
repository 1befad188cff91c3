/** An operation says its name in the comment on its first line, and the tab that holds it wears it. */
export function titleOf(query: string | null | undefined): string | null {
  const comment = /^\s*#[#\t ]*([^\r\n]*)/.exec(query ?? '')?.[1]?.trim()
  return comment && !COMMENTED_OUT.test(comment) ? comment.slice(0, 60) : null
}

/** What the comments below the title say of the operation, up to its first line. */
export function noteOf(query: string): string {
  const [, ...lines] = /^(?:\s*#.*\n)+/.exec(query)?.[0].trim().split('\n') ?? []
  return lines
    .map((line) => line.replace(/^[#\s]+/, ''))
    .join(' ')
    .trim()
}

/** A line of GraphQL that somebody commented out is not a name. */
const COMMENTED_OUT = /[{}()$]/
