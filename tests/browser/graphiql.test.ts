import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Browser, Locator, Page, Response } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Complaints, openBrowser, watch } from './support.ts'

const browser = await openBrowser()
if (!browser) console.warn('SKIPPED: there is no browser here, so GraphiQL was not tried. CHROMIUM_BIN may name one.')

describe.skipIf(!browser)('whoever starts Köprü for the first time', () => {
  let dataDir: string
  let started: Started
  let page: Page
  let complaints: Complaints

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'kopru-browser-'))
    started = await start(dataDir)
    page = await (browser as Browser).newPage({ viewport: { width: 1600, height: 1000 } })
    complaints = watch(page, new URL(started.url).origin)
  }, 180_000)

  afterAll(async () => {
    await browser?.close()
    started?.process.kill('SIGTERM')
    const code = await started?.ended
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    expect(code).toBe(0)
  })

  const whose = () => page.getByTitle('Whose books these are')
  const question = () => page.locator('.graphiql-query-editor').getByText('CustomerToCash')
  const execute = () => page.getByRole('button', { name: /^Execute query/ })
  const answer = () => page.locator('.graphiql-response')

  it('is told where GraphiQL is once all of it is ready', async () => {
    // Alone on two cores it takes well under a minute; here other tests have the processors too.
    console.log(`Köprü was ready after ${started.seconds.toFixed(1)} s.`)
    expect((await fetch(new URL('/health/ready', started.url))).status).toBe(200)
  })

  it('finds the question there, asks it, and sees the answer', async () => {
    await page.goto(started.url)
    const tab = page.getByRole('tab', { name: 'Customer to cash' })
    await tab.waitFor()
    expect(await tab.getAttribute('aria-selected')).toBe('true')
    expect(await whose().innerText()).toBe('Northwind Traders')
    await question().waitFor()
    const answered = page.waitForResponse(
      (response) => new URL(response.url()).pathname === '/graphql' && isAnswer(response),
    )
    await execute().click()
    const { data, errors } = await (await answered).json()
    expect(errors).toBeUndefined()
    expect(data.customers.nodes).toHaveLength(5)
    expect(data.customers.nodes[0]).toMatchObject({ name: 'Alfreds Futterkiste', address: { city: 'Berlin' } })

    await answer().getByText('Alfreds Futterkiste').waitFor()
    const text = await textOf(answer())
    expect(text).toContain('"name": "Alfreds Futterkiste"')
    expect(text).toContain('"city": "Berlin"')
  })

  it('sees the books of the other organisation by choosing it', async () => {
    await whose().click()
    await page.getByRole('menuitem', { name: 'Atölye Studio' }).click()
    await whose().getByText('Atölye Studio').waitFor()
    await question().waitFor()
    await execute().click()
    await answer().getByText('"totalCount"').waitFor()
    const text = await textOf(answer())
    expect(text).toContain('"totalCount": 120')
    expect(text).not.toContain('Alfreds')
  })

  it('has met no error and no other host', () => {
    expect(complaints).toEqual({ errors: [], external: [] })
  })
})

interface Started {
  readonly process: ChildProcess
  readonly url: string
  readonly seconds: number
  /** Its exit code, once it ended. */
  readonly ended: Promise<number | null>
}

/** `npm start` in an empty folder, until it says where GraphiQL is. */
async function start(dataDir: string): Promise<Started> {
  const begun = performance.now()
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../platform/start.ts', import.meta.url))], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, KOPRU_DATA_DIR: dataDir, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const abandon = () => child.kill('SIGTERM')
  process.once('exit', abandon)
  const ended = once(child, 'exit').then(([code]): number | null => {
    process.off('exit', abandon)
    return code
  })
  const words: string[] = []
  const serving = Promise.withResolvers<string>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      words.push(line)
      const url = /^ +GraphiQL +(\S+)$/.exec(line)?.[1]
      if (url) serving.resolve(url)
    })
  }
  ended.then((code) => serving.reject(new Error(`npm start ended with ${code}:\n${words.join('\n')}`)))
  const url = await serving.promise
  return { process: child, url, seconds: (performance.now() - begun) / 1000, ended }
}

/** The editor writes spaces that do not break. */
const textOf = async (shown: Locator) => (await shown.innerText()).replaceAll('\u00a0', ' ')

/** Not what GraphiQL asks of the schema for itself. */
const isAnswer = (response: Response) => response.request().postData()?.includes('CustomerToCash') ?? false
