import { describe, expect, it } from 'vitest'
import type { Example } from './session.ts'
import { nameTabs, openingTabs, readTabs } from './tabs.ts'

const cash: Example = {
  title: 'Customer to cash',
  query: '# Customer to cash\nquery CustomerToCash($first: Int) { customers { id } }',
  variables: { first: 5 },
}
const deals: Example = { title: 'Deals', query: '# Deals\n{ deals { id } }', variables: null }

const titles = (state: { tabs: { title: string }[] }) => state.tabs.map(({ title }) => title)

describe('the tabs a page opens with', () => {
  it('are the examples on the first visit, the first one in front', () => {
    const state = openingTabs(null, [cash, deals], [])
    expect(state.activeTabIndex).toBe(0)
    expect(state.tabs).toEqual([
      expect.objectContaining({
        title: 'Customer to cash',
        query: cash.query,
        variables: '{\n  "first": 5\n}',
        operationName: 'CustomerToCash',
      }),
      expect.objectContaining({ title: 'Deals', variables: '', operationName: null }),
    ])
  })

  it('are no more than fit, and one where there are no examples', () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ ...deals, query: `# Deals ${i}\n{ id }` }))
    expect(openingTabs(null, many, []).tabs).toHaveLength(6)
    expect(titles(openingTabs(null, [], []))).toEqual(['New tab'])
  })

  it('are those of the last visit, as they were left', () => {
    const last = openingTabs(null, [cash, deals], [])
    last.activeTabIndex = 1
    last.tabs[0]!.query = '# Mine\n{ mine }'
    const state = openingTabs(last, [cash, deals], [cash, deals])
    expect(state.activeTabIndex).toBe(1)
    expect(titles(state)).toEqual(['Mine', 'Deals'])
    expect(state.tabs[0]!.query).toBe('# Mine\n{ mine }')
  })

  it('follow the server where they were left untouched, and only there', () => {
    const last = openingTabs(null, [cash, deals], [])
    last.tabs[1]!.variables = '{"mine":1}'
    const newCash = { ...cash, query: '# Customer to cash\n{ better }', variables: null }
    const newDeals = { ...deals, query: '# Deals\n{ better }' }
    const state = openingTabs(last, [newCash, newDeals], [cash, deals])
    expect(state.tabs.map(({ query }) => query)).toEqual([newCash.query, deals.query])
    expect(state.tabs.map(({ variables }) => variables)).toEqual(['', '{"mine":1}'])
  })

  it('keep an untouched example that the server has no more', () => {
    const last = openingTabs(null, [cash, deals], [])
    expect(titles(openingTabs(last, [cash], [cash, deals]))).toEqual(['Customer to cash', 'Deals'])
  })
})

describe('the tabs in the storage', () => {
  it('are read back', () => {
    const state = openingTabs(null, [cash], [])
    expect(readTabs(JSON.stringify(state))).toEqual(state)
  })

  it.each([null, '', '{', '[]', '{"tabs":[]}', '{"activeTabIndex":0,"tabs":[{}]}', '{"activeTabIndex":0,"tabs":7}'])(
    'are ignored when they are %j',
    (text) => {
      expect(readTabs(text)).toBeNull()
    },
  )

  it('take the name their query gives itself', () => {
    const state = openingTabs(null, [cash, deals], [])
    for (const tab of state.tabs) tab.title = '<untitled>'
    state.tabs[1]!.query = '{ deals { id } }'
    nameTabs(state)
    expect(titles(state)).toEqual(['Customer to cash', 'New tab'])
  })
})
