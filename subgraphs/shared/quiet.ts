import type { Server } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'

/**
 * Waits until nobody stands before the door: a port that is closed turns away whoever has connected and was not let
 * in yet. One is let in at each turn of the event loop, so a short turn without one tells. Gives up in a crowd.
 */
export async function quiet(server: Server, patience = 2_000): Promise<void> {
  let came = false
  const enter = () => {
    came = true
  }
  server.on('connection', enter)
  // The turn that is under way may have looked at the door before.
  await turn()
  for (const deadline = Date.now() + patience; Date.now() < deadline; ) {
    came = false
    const since = performance.now()
    await turn()
    if (!came && performance.now() - since < SHORT) break
  }
  server.off('connection', enter)
}

/** Milliseconds in which hardly anybody comes. */
const SHORT = 1
