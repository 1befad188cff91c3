/** The bridge: one arch of stone, and the water under it. */
export const BridgeIcon = () => (
  <svg aria-hidden="true" viewBox="0 0 32 32" className="kopru-bridge" {...line} strokeWidth="2.4">
    <path d="M2 16Q16 1 30 16v8.500h-5a9 9 0 0 0-18 0H2z" fill="currentColor" stroke="none" />
    <path d="M8 28.500h16" />
  </svg>
)

export const ExamplesIcon = () => (
  <svg aria-hidden="true" viewBox="0 0 24 24" {...line} strokeWidth="1.5">
    <path d="M4 2.500h16v19H4zM8 8h8M8 12h8M8 16h4" />
  </svg>
)

export const TerminalIcon = () => (
  <svg aria-hidden="true" viewBox="0 0 24 24" className="graphiql-toolbar-icon" {...line} strokeWidth="2">
    <path d="m5 7 5 5-5 5M13 18h7" />
  </svg>
)

const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const
