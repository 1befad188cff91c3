import { afterAll, beforeAll } from 'vitest'
import type { Door } from './door.ts'
import { type Stage, setStage } from './stage.ts'

interface Site {
  readonly door: Door | (() => Door)
  close(): Promise<void>
}

/** Opens what is to be hurt before the tests of a file or suite, with as many drafts on its stage, and closes it after them. */
export function staged<Opened extends Site>(open: () => Promise<Opened>, drafts: number) {
  let site: Opened
  let stage: Stage
  beforeAll(async () => {
    site = await open()
    stage = await setStage(typeof site.door === 'function' ? site.door() : site.door, drafts)
  }, 300_000)
  afterAll(() => site?.close())
  return { site: () => site, stage: () => stage }
}
