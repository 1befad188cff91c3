import { BridgeIcon } from './icons.tsx'

/** What is left of the page when the server behind it does not answer. */
export function Unreachable() {
  return (
    <main className="kopru-unreachable">
      <BridgeIcon />
      <p>Köprü does not answer. Is it running?</p>
      <button type="button" onClick={() => location.reload()}>
        Try again
      </button>
    </main>
  )
}
