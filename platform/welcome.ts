/** An organisation, and a token of its owner. */
export interface LentToken {
  readonly name: string
  readonly token: string
}

/** What a person reads when Köprü is ready: where, with what, and one thing to try. */
export function welcome(url: string, [first, ...others]: readonly LentToken[]): string {
  const places = `  GraphiQL  ${url}/\n  API       ${url}/graphql`
  if (!first) return `${places}\n\nFound an organisation of your own: npm run organization -- --help`
  return [
    places,
    `A token for ${first.name}, good for an hour:`,
    first.token,
    'An example, for another terminal:',
    example(url),
    ...others.map(({ name }) => `There is also ${name}:\n\n  ${TOKEN} -- --organization "${name}"`),
  ].join('\n\n')
}

/** The same command, wherever the data of this Köprü lie. */
const given = process.env.KOPRU_DATA_DIR?.trim()
const TOKEN = `${given ? `KOPRU_DATA_DIR='${given.replaceAll("'", `'\\''`)}' ` : ''}npm run --silent token`

const example = (url: string) => `  curl -sG ${url}/graphql \\
    -H "authorization: Bearer $(${TOKEN})" \\
    --data-urlencode 'query={
      customers(first: 3) {
        nodes {
          name
          deals(first: 1) { nodes { title amount { formatted } } }
          invoices(first: 1) { nodes { number paymentState } }
          receivable { outstanding { formatted } }
        }
      }
    }'`
