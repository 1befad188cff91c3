import type { Graph } from '../../platform/import/graph.ts'

/** Every node of a list, page by page, as a client reads it. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as the JSON it is.
export async function everyNode(ask: Graph, list: string, fields: string): Promise<any[]> {
  const nodes: unknown[] = []
  let after: string | null = null
  do {
    const page = (await ask(
      `query ($after: String) { ${list}(first: 100, after: $after) {
        nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`,
      { after },
    )) as Record<string, { nodes: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string } }>
    const { nodes: found, pageInfo } = page[list]!
    nodes.push(...found)
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
  } while (after !== null)
  return nodes
}

/** The exact sum of amounts with two digits. */
export function cents(...amounts: readonly string[]): string {
  const sum = amounts.reduce((total, amount) => total + BigInt(amount.replace('.', '')), 0n)
  const digits = (sum < 0n ? -sum : sum).toString().padStart(3, '0')
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
