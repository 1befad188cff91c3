import type { TabsState } from '@graphiql/react'
import type { Example } from './session.ts'
import { titleOf } from './title.ts'

type Tab = TabsState['tabs'][number]

/** More open at once would not fit the bar; all of them are in the panel of examples. */
const OPEN_AT_FIRST = 6

/**
 * The tabs of the last visit, or the examples on the first one. What somebody edited is theirs; an
 * example they left as it was follows the server's.
 */
export function openingTabs(
  kept: TabsState | null,
  examples: readonly Example[],
  knownExamples: readonly Example[],
): TabsState {
  if (!kept?.tabs.length) {
    return { activeTabIndex: 0, tabs: firstTabs(examples.slice(0, OPEN_AT_FIRST)) }
  }
  return {
    activeTabIndex: Math.min(Math.max(kept.activeTabIndex, 0), kept.tabs.length - 1),
    tabs: kept.tabs.map((tab) => {
      const known = knownExamples.find((example) => isUntouched(tab, example))
      const current = known && examples.find(({ title }) => title === known.title)
      return named(current ? { ...tab, ...contents(current) } : { ...tab, response: null })
    }),
  }
}

/** Gives every tab the name its query gives itself, in place: GraphiQL shows what it finds there. */
export function nameTabs({ tabs }: TabsState): void {
  for (const tab of tabs) tab.title = nameOf(tab)
}

/** What the tabs of GraphiQL's own making look like, or null when this is something else. */
export function readTabs(text: string | null): TabsState | null {
  try {
    const value = JSON.parse(text ?? 'null')
    const sound = Number.isInteger(value?.activeTabIndex) && value.tabs.every(isTab)
    return sound ? value : null
  } catch {
    return null
  }
}

export const variablesText = ({ variables }: Example): string => (variables ? JSON.stringify(variables, null, 2) : '')

const firstTabs = (examples: readonly Example[]): Tab[] =>
  (examples.length ? examples : [BLANK]).map((example, index) =>
    named({ id: `example-${index}`, title: example.title, ...contents(example) }),
  )

const BLANK: Example = { title: 'New tab', query: '', variables: null }

const isUntouched = (tab: Tab, example: Example) =>
  tab.query === example.query && (tab.variables ?? '') === variablesText(example)

const contents = (example: Example) => ({
  query: example.query,
  variables: variablesText(example),
  headers: null,
  operationName: /^[ \t]{0,9}(?:query|mutation|subscription)[ \t]{1,9}(\w+)/m.exec(example.query)?.[1] ?? null,
  response: null,
  hash: '',
})

const named = (tab: Tab): Tab => ({ ...tab, title: nameOf(tab) })

const nameOf = ({ query, title }: Tab) => titleOf(query) ?? (title === '<untitled>' ? BLANK.title : title)

const isTab = (tab: Record<string, unknown>) =>
  typeof tab.id === 'string' &&
  typeof tab.title === 'string' &&
  ['query', 'variables', 'headers', 'operationName', 'response'].every(
    (name) => tab[name] === null || typeof tab[name] === 'string',
  )
