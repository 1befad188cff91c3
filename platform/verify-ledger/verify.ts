import { answerOf, Unreadable } from './answer.ts'
import { Chain, type End, Fault, type Head } from './chain.ts'
import type { Found } from './saved.ts'

/** The end of a chain that holds. Throws a Fault with its place where it does not, Unreadable where it is no export. */
export async function verify(
  found: AsyncIterable<Found>,
  heads: readonly Head[] = [],
  onEntry: (sequence: number) => void = () => {},
): Promise<End> {
  const chain = new Chain(heads)
  let more: boolean | undefined
  for await (const { value, where } of found) {
    const { organization, journalEntries } = at(where, () => answerOf(value))
    for (const entry of journalEntries.nodes) {
      at(`${where}, entry ${entry.sequence} (${entry.id})`, () => chain.add(organization.id, entry))
      onEntry(entry.sequence)
    }
    more = journalEntries.pageInfo.hasNextPage
  }
  at('The export', () => {
    chain.end()
    if (more === undefined) throw new Unreadable('there is no answer in it.')
    if (more) throw new Fault('its last answer says that there is more: the end is missing')
  })
  return chain.last
}

function at<T>(where: string, task: () => T): T {
  try {
    return task()
  } catch (error) {
    if (error instanceof Fault) throw new Fault(`${where}: ${error.message}.`)
    if (error instanceof Unreadable) throw new Unreadable(`${where} cannot be read: ${error.message}`)
    throw error
  }
}
