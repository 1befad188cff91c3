import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import { ExamplesIcon } from './icons.tsx'
import type { Example } from './session.ts'
import { variablesText } from './tabs.ts'
import { noteOf } from './title.ts'

/** The panel that opens an example again after its tab was closed or made into something else. */
export function examplesPlugin(examples: Example[]): GraphiQLPlugin {
  return {
    title: 'Examples',
    icon: ExamplesIcon,
    content: () => <Examples examples={examples} />,
  }
}

function Examples({ examples }: { examples: Example[] }) {
  const { tabs, queryEditor, variableEditor } = useGraphiQL(({ tabs, queryEditor, variableEditor }) => ({
    tabs,
    queryEditor,
    variableEditor,
  }))
  const { addTab, changeTab } = useGraphiQLActions()

  const open = (example: Example) => {
    const index = tabs.findIndex(({ query }) => query === example.query)
    if (index >= 0) return changeTab(index)
    addTab()
    queryEditor?.setValue(example.query)
    variableEditor?.setValue(variablesText(example))
  }

  return (
    <section aria-label="Examples" className="kopru-examples">
      <h2>Examples</h2>
      <ul>
        {examples.map((example) => (
          <li key={example.title}>
            <button type="button" onClick={() => open(example)}>
              {example.title}
              <small>{noteOf(example.query)}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
