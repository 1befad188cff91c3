import { explorerPlugin } from '@graphiql/plugin-explorer'
import { HISTORY_PLUGIN } from '@graphiql/plugin-history'
import type { TabsState } from '@graphiql/react'
import { GraphiQL } from 'graphiql'
import { useEffect, useMemo, useRef, useState } from 'react'
import { CopyCurl } from './copy-curl.tsx'
import { examplesPlugin } from './examples.tsx'
import { graphqlFetcher } from './fetcher.ts'
import { withToken } from './headers.ts'
import { fetchExplorer, memory } from './memory.ts'
import { type Explorer, openingSession, type Session } from './session.ts'
import { SessionMenu } from './session-menu.tsx'
import { SignInDialog } from './sign-in-dialog.tsx'
import { nameTabs, openingTabs, readTabs } from './tabs.ts'
import { isExpired } from './token.ts'
import { TABS, vault } from './vault.ts'

/** The explorer. Whoever enters or leaves gets a new GraphiQL with the same tabs and no answers. */
export function App({ explorer: first }: { explorer: Explorer }) {
  const [explorer, setExplorer] = useState(first)
  const [{ session, tabs }, setDesk] = useState(() => ({
    session: currentSession(first),
    tabs: openTabs(first),
  }))
  const latestTabs = useRef(tabs)
  const [signingIn, setSigningIn] = useState(session === null)

  const enter = (entered: Session | null) => {
    memory.keepSession(entered)
    setDesk({ session: entered, tabs: withoutAnswers(latestTabs.current) })
    setSigningIn(entered === null)
  }

  useEffect(() => {
    const refresh = async () => {
      if (!session || document.hidden || !isExpired(session.token, Date.now())) return
      const fresh = await fetchExplorer().catch(() => explorer)
      setExplorer(fresh)
      enter(currentSession(fresh))
    }
    document.addEventListener('visibilitychange', refresh)
    return () => document.removeEventListener('visibilitychange', refresh)
  })

  const plugins = useMemo(() => [HISTORY_PLUGIN, explorerPlugin(), examplesPlugin(explorer.tabs)], [explorer.tabs])
  const token = session?.token ?? null
  const setUp = useMemo(() => {
    const front = tabs.tabs[tabs.activeTabIndex]
    return {
      fetcher: graphqlFetcher(explorer.endpoint, token),
      storage: vault(localStorage, JSON.stringify(tabs), token),
      defaultHeaders: withToken(null, token),
      initialQuery: front?.query ?? '',
      initialVariables: front?.variables ?? '',
      initialHeaders: withToken(front?.headers, token),
    }
  }, [explorer.endpoint, tabs, token])

  return (
    <>
      <GraphiQL
        key={token}
        {...setUp}
        plugins={plugins}
        defaultQuery=""
        shouldPersistHeaders
        inputValueDeprecation
        schemaDescription
        onTabChange={(state) => {
          nameTabs(state)
          latestTabs.current = state
        }}
      >
        <GraphiQL.Logo>
          <SessionMenu
            session={session}
            organizations={explorer.organizations}
            onEnter={enter}
            onLeave={() => enter(openingSession(explorer, null, memory.organization(), Date.now()))}
            onSignIn={() => setSigningIn(true)}
          />
        </GraphiQL.Logo>
        <GraphiQL.Toolbar>
          {({ prettify, merge, copy }) => (
            <>
              {prettify}
              {merge}
              {copy}
              <CopyCurl endpoint={explorer.endpoint} />
            </>
          )}
        </GraphiQL.Toolbar>
      </GraphiQL>
      <SignInDialog open={signingIn} endpoint={explorer.endpoint} onEnter={enter} onClose={() => setSigningIn(false)} />
    </>
  )
}

const currentSession = (explorer: Explorer) =>
  openingSession(explorer, memory.session(), memory.organization(), Date.now())

function openTabs(explorer: Explorer): TabsState {
  const tabs = openingTabs(readTabs(localStorage.getItem(TABS)), explorer.tabs, memory.examples())
  memory.keepExamples(explorer.tabs)
  return tabs
}

const withoutAnswers = ({ activeTabIndex, tabs }: TabsState): TabsState => ({
  activeTabIndex,
  tabs: tabs.map((tab) => ({ ...tab, response: null })),
})
