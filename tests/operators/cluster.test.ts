import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'

const SCRIPT = fileURLToPath(new URL('cluster-of-two.ts', import.meta.url))
const child = spawn(process.execPath, [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] })
let url: string

beforeAll(async () => {
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  url = line
})

afterAll(async () => {
  child.stdin.end()
  await once(child, 'exit')
})

it('tells the metrics of each worker under its number, whichever is asked, however many ask at once', async () => {
  const texts = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const response = await fetch(`${url}/metrics`, { headers: { connection: 'close' } })
      return [response.status, await response.text()] as const
    }),
  )
  for (const [status, text] of texts) {
    expect(status).toBe(200)
    for (const [worker, count] of [
      [1, 2],
      [2, 3],
    ]) {
      const labels = `operation="anonymous",type="query"`
      expect(text).toContain(`kopru_requests_total{${labels},outcome="ok",worker="${worker}"} ${count}\n`)
      expect(text).toContain(`kopru_request_duration_seconds_bucket{le="0.01",${labels},worker="${worker}"} ${count}\n`)
      expect(text).toMatch(
        new RegExp(`^kopru_build_info\\{version="0\\.1\\.0",node="[^"]+",worker="${worker}"\\} 1$`, 'm'),
      )
      expect(text).toMatch(new RegExp(`^nodejs_eventloop_lag_p99_seconds\\{worker="${worker}"\\} `, 'm'))
    }
  }
})
