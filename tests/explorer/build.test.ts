import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { ensureExplorer } from '../../platform/build-explorer.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const build = (folder: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [join(folder, 'platform/build-explorer.ts'), ...args])

let directory: string
beforeAll(async () => {
  directory = await ensureExplorer()
}, 180_000)

describe('the built page', () => {
  it('has no script of its own and names no other server', async () => {
    const html = await readFile(join(directory, 'index.html'), 'utf8')
    expect(html).toContain('<title>Köprü</title>')
    expect(html.match(/<script[^>]*>/g)).toEqual([
      expect.stringMatching(/^<script type="module" crossorigin src="\.\/assets\/[^"]+\.js">$/),
    ])
    expect(html).toMatch(/<script[^>]*><\/script>/)
    expect(html).not.toMatch(/https?:|\/\/|<style|\son\w+=/)
  })

  it('takes no style and no font from elsewhere', async () => {
    const names = (await readdir(join(directory, 'assets'))).filter((name) => name.endsWith('.css'))
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) {
      const css = await readFile(join(directory, 'assets', name), 'utf8')
      expect(css).not.toMatch(/@import|url\(\s*["']?(https?:)?\/\//)
    }
  })

  it('is made for production', async () => {
    const names = (await readdir(join(directory, 'assets'))).filter((name) => name.endsWith('.js'))
    for (const name of names) {
      const js = await readFile(join(directory, 'assets', name), 'utf8')
      expect(js).not.toContain('react.development')
      expect(js).not.toContain('Download the React DevTools')
    }
  })

  it('has every large text compressed beside it', async () => {
    const names = await readdir(join(directory, 'assets'))
    for (const name of names.filter((name) => /\.(js|css)$/.test(name))) {
      const { length } = await readFile(join(directory, 'assets', name))
      if (length < 1_000) continue
      expect(names).toContain(`${name}.br`)
      expect(names).toContain(`${name}.gz`)
    }
  })

  it('carries the licences of what is in it', async () => {
    const licences = await readFile(join(directory, 'licenses.md'), 'utf8')
    for (const name of ['graphiql', 'monaco-editor', 'react']) expect(licences).toContain(name)
  })
})

describe('the build', () => {
  it('has nothing to do the second time', async () => {
    expect((await build(root)).stdout).toBe('The explorer is built already.\n')
    expect(await ensureExplorer()).toBe(directory)
  })

  it('explains itself', async () => {
    expect((await build(root, '--help')).stdout).toContain('node platform/build-explorer.ts')
    await expect(build(root, '--hepl')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no --hepl.'),
    })
  })

  it('may be started twice at once', { timeout: 180_000 }, async () => {
    await using copy = await copyOfTheSources()
    const builds = await Promise.all([copy.build(), copy.build()])
    for (const { stdout } of builds) expect(stdout).toMatch(/^The explorer is built: .* s\.\n$/)
    expect(await readdir(copy.dist)).toEqual([basename(directory)])
    expect(await readdir(join(copy.dist, basename(directory)), { recursive: true })).toEqual(
      await readdir(directory, { recursive: true }),
    )
  })
})

/** The same sources in another folder, where nothing is built yet. */
async function copyOfTheSources() {
  const folder = await mkdtemp(join(tmpdir(), 'kopru-build-'))
  const files = ['package.json', 'tsconfig.json', 'platform/build-explorer.ts', 'router/graphiql']
  for (const file of files) {
    const filter = (path: string) => basename(path) !== 'dist'
    await cp(join(root, file), join(folder, file), { recursive: true, filter })
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  return {
    dist: join(folder, 'router/graphiql/dist'),
    build: () => build(folder),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
