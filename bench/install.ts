import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const HERE = fileURLToPath(new URL('.', import.meta.url))

/** Installs the bench's own packages, which nobody else needs, unless they are there. */
export async function ensurePeers(say: (line: string) => void): Promise<void> {
  if (existsSync(new URL('node_modules/.package-lock.json', import.meta.url))) return
  say('Installing what Köprü is measured against (npm ci in bench/), once.')
  const code = await new Promise<number | null>((resolve, reject) => {
    const npm = spawn('npm', ['ci', '--ignore-scripts'], { cwd: HERE, stdio: ['ignore', 'ignore', 'inherit'] })
    npm.once('error', reject)
    npm.once('exit', resolve)
  })
  if (code !== 0) throw new Error('npm ci in bench/ failed: what it said stands above.')
}
