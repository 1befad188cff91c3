import { ToolbarButton, useGraphiQL } from '@graphiql/react'
import { useState } from 'react'
import { copyText } from './clipboard.ts'
import { curl } from './curl.ts'
import { TerminalIcon } from './icons.tsx'

/** Hands out the question on the screen as a curl command, token included. */
export function CopyCurl({ endpoint }: { endpoint: string }) {
  const [outcome, setOutcome] = useState<string | null>(null)
  const { queryEditor, variableEditor, headerEditor, operationName } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    headerEditor: state.headerEditor,
    operationName: state.operationName,
  }))

  const copy = async () => {
    try {
      await copyText(
        curl({
          url: new URL(endpoint, location.href).href,
          headers: json(headerEditor?.getValue()) ?? {},
          query: queryEditor?.getValue() ?? '',
          variables: json(variableEditor?.getValue()),
          operationName,
        }),
      )
      setOutcome('Copied')
    } catch {
      setOutcome('Not copied: the headers or variables are not JSON')
    }
    setTimeout(() => setOutcome(null), 2000)
  }

  return (
    <ToolbarButton label={outcome ?? 'Copy as curl, with the token'} onClick={copy}>
      <TerminalIcon />
    </ToolbarButton>
  )
}

const json = (text: string | undefined) => (text?.trim() ? JSON.parse(text) : undefined)
