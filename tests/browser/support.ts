import { accessSync, constants } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

/** A browser for the tests, or null on a machine that has none: CHROMIUM_BIN, or Debian's. */
export async function openBrowser(): Promise<Browser | null> {
  const executablePath = process.env.CHROMIUM_BIN ?? '/usr/bin/chromium'
  if (!isExecutable(executablePath)) return null
  return chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    args: QUIET,
  })
}

/** No graphics card, and nothing of the browser's own on the network. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export interface Complaints {
  /** Requests to anywhere but the page's own server. */
  external: string[]
  /** What the console calls an error, exceptions and refusals by the page's policy among it. */
  errors: string[]
}

/** Writes down, from now on, what a page of this origin must not do. */
export function watch(page: Page, origin: string): Complaints {
  const complaints: Complaints = { external: [], errors: [] }
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin !== origin && !LOCAL_SCHEMES.has(url.protocol)) {
      complaints.external.push(request.url())
    }
  })
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.errors.push(message.text())
  })
  page.on('pageerror', (error) => complaints.errors.push(error.message))
  return complaints
}

const LOCAL_SCHEMES = new Set(['data:', 'blob:'])
