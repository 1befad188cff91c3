import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureExplorer } from '../../platform/build-explorer.ts'
import { type Complaints, openBrowser, watch } from '../browser/support.ts'
import { HOSTILE_NAMES, HOSTILE_TITLES } from './hostile.ts'
import type { Range } from './range.ts'

const browser = await openBrowser()
if (!browser) console.warn('SKIPPED: there is no browser here, so no script was tried on GraphiQL.')

/** A28: the built page, in a browser, where everything that people can name is named by somebody hostile. */
export function graphiql({ target }: Range): void {
  describe.skipIf(!browser)('GraphiQL, among hostile names', () => {
    let page: Page
    let complaints: Complaints
    const dialogs: string[] = []

    beforeAll(async () => {
      await ensureExplorer()
      page = await browser!.newPage({ viewport: { width: 1600, height: 1000 } })
      const origin = `http://127.0.0.1:${target().doors.router}`
      complaints = watch(page, origin)
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message())
        return dialog.dismiss()
      })
      page.setDefaultTimeout(15_000)
      await page.goto(origin)
    }, 240_000)
    afterAll(() => browser!.close())

    const tab = (name: string) => page.getByRole('tab', { name })
    const whose = () => page.getByTitle('Whose books these are')
    const response = () => page.locator('.graphiql-response')
    const execute = () => page.getByRole('button', { name: /^Execute query/ }).click()
    /** What would be an element of the page only if a text had been taken for one. */
    const made = () =>
      page.locator('img[src="x"], [onerror], [onload], script:not([src]), a[href^="javascript:"]').count()

    it('shows them as they are written, in its tabs, its menu, its editor and its answers', async () => {
      for (const title of HOSTILE_TITLES) await tab(title).waitFor()
      for (const name of HOSTILE_NAMES) {
        await whose().click()
        await page.getByRole('menuitem', { name }).click()
        await whose().getByText(name).waitFor()
        await execute()
        for (const customer of HOSTILE_NAMES) await response().getByText(`"name": "${customer}"`).waitFor()
        expect(await made()).toBe(0)
      }
    })

    it('shows them in errors, and in what was asked before', async () => {
      await tab(HOSTILE_TITLES[1]).click()
      await execute()
      await response().getByText('"GRAPHQL_VALIDATION_FAILED"').waitFor()
      await page.getByRole('button', { name: 'Show History' }).click()
      await page.locator('.graphiql-history').getByText(HOSTILE_NAMES[0]).first().waitFor()
      expect(await made()).toBe(0)
    })

    it('has run nothing of it, and asked nobody else', () => {
      // But for the operation that was meant to be refused.
      const errors = [expect.stringContaining('the server responded with a status of 400')]
      expect({ ...complaints, dialogs }).toEqual({ errors, external: [], dialogs: [] })
    })

    it('would have said so', async () => {
      await page.evaluate((name) => {
        document.body.insertAdjacentHTML('beforeend', name)
      }, HOSTILE_NAMES[0])
      await expect.poll(() => complaints.errors.join(' ')).toMatch(/Content Security Policy/)
      expect(await made()).toBe(1)
    })
  })
}
