export interface Call {
  url: string
  headers: Record<string, unknown>
  query: string
  variables?: unknown
  operationName?: string | null | undefined
}

/** The command line that asks the same question from a shell. Nothing in it is left to the shell. */
export function curl({ url, headers, query, variables, operationName }: Call): string {
  const body = JSON.stringify({
    query,
    ...(variables === undefined ? {} : { variables }),
    ...(operationName ? { operationName } : {}),
  })
  return [
    `curl ${quoted(url)}`,
    ...Object.entries({ 'content-type': 'application/json', ...headers }).map(
      ([name, value]) => `-H ${quoted(`${name}: ${value}`)}`,
    ),
    `--data-raw ${quoted(body)}`,
  ].join(' \\\n  ')
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
