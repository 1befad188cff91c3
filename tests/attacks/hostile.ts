import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { data } from '../support/ask.ts'
import type { TestGraph } from '../support/graph.ts'

/** What a page would make of them, if anybody wrote them into it. */
export const HOSTILE_NAMES = [
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  'javascript:alert(1)',
] as const

/** Such as the page takes for the name of an operation. */
export const HOSTILE_TITLES = ['<img src=x onerror=alert`1`>', '</script><script>alert`1`</script>'] as const

const CREATE =
  'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { userErrors { code } customer { id } } }'

/** Founds an organisation of each of these names, whose customers have them too; the page lends their tokens. */
export async function hostileOrganizations({ found, router }: TestGraph): Promise<{ name: string; token: string }[]> {
  const organizations = []
  for (const name of HOSTILE_NAMES) {
    const { owner } = await found({ name })
    for (const customer of HOSTILE_NAMES) await data(router, owner, CREATE, { input: { name: customer } })
    organizations.push({ name, token: owner.replace('Bearer ', '') })
  }
  return organizations
}

/** The operations that the page opens with: one that is answered, one that is refused. */
export async function hostileExamples({ dataDir }: TestGraph): Promise<string> {
  const folder = join(dataDir, 'examples')
  const [name, other] = HOSTILE_NAMES
  const [title, second] = HOSTILE_TITLES
  await mkdir(folder)
  await writeFile(join(folder, 'a.graphql'), `# ${title}\n# ${other}\n{ customers { nodes { name } } }\n`)
  await writeFile(join(folder, 'b.graphql'), `# ${second}\n{ customers(search: "${name}") { nope } }\n`)
  return folder
}
