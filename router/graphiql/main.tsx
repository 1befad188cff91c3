import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import '@graphiql/plugin-explorer/style.css'
import './style.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { fetchExplorer } from './memory.ts'
import { Unreachable } from './unreachable.tsx'

const root = createRoot(document.getElementById('explorer') as HTMLElement)

try {
  root.render(<App explorer={await fetchExplorer()} />)
} catch {
  root.render(<Unreachable />)
}
