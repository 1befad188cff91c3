import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, describe, expect, it } from 'vitest'
import { family, parseStat, usageOf } from './processes.ts'

describe.skipIf(process.platform !== 'linux')('processes', () => {
  const work = 'while (process.cpuUsage().user < 300_000); process.stdout.write("x"); setTimeout(() => {}, 60_000)'
  const parent = spawn(process.execPath, [
    '-e',
    `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(work)}], { stdio: "inherit" })`,
  ])
  afterAll(() => {
    for (const pid of family([parent.pid!])) process.kill(pid)
  })

  it('counts what their children use', async () => {
    await once(parent.stdout!, 'data')
    expect(family([parent.pid!])).toHaveLength(2)
    const { cpu, rss } = usageOf([parent.pid!])
    expect(cpu).toBeGreaterThanOrEqual(200)
    expect(rss).toBeGreaterThan(40_000_000)
  })

  it('has nothing to say of one that is gone', () => {
    expect(usageOf([2 ** 22 + 1])).toEqual({ cpu: 0, rss: 0 })
  })
})

it('reads a line of /proc whatever the process calls itself', () => {
  const line = '42 (a (b) c) S 7 42 42 0 -1 4194560 1 0 0 0 150 50 3 4 20 0 11 0 100 1000000 2500 18446744073709551615'
  expect(parseStat(line)).toEqual({ parent: 7, ownTicks: 200, childTicks: 7, rss: 2500 * 4096 })
})
