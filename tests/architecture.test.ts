import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The laws of the house, read off the import lines. */

const PLUMBING = ['resolvers', 'commands', 'queries', 'loaders', 'tables']
const SUBGRAPHS = ['identity', 'crm', 'erp']
const root = join(import.meta.dirname, '..')

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const files = globSync('subgraphs/**/*.ts', { cwd: root }).filter((file) => !/generated\/|\.test\.ts$/.test(file))
const imports = files.flatMap(importsOf)

function importsOf(file: string): Import[] {
  const lines = readFileSync(join(root, file), 'utf8').matchAll(
    /^(?:import|export) (type )?(?:[^'"]*? from )?['"]([^'"]+)['"]/gm,
  )
  return [...lines].map(([, type, to]) => ({
    from: file,
    to: to!.startsWith('.') ? relative(root, join(root, dirname(file), to!)) : to!,
    typeOnly: type !== undefined,
  }))
}

/** `subgraphs/erp/invoicing/commands/post-invoice.ts` -> erp, invoicing, commands. */
function place(file: string): { subgraph: string; module: string; room: string } | null {
  const [top, subgraph, module, room] = file.split('/')
  if (top !== 'subgraphs' || !SUBGRAPHS.includes(subgraph!) || !room || module === 'generated') return null
  return { subgraph: subgraph!, module: module!, room: room.replace(/\.ts$/, '') }
}

const isRule = (file: string) => {
  const at = place(file)
  return at !== null && !PLUMBING.includes(at.room)
}

const floors = new Map(
  SUBGRAPHS.map((name) => {
    const text = readFileSync(join(root, 'subgraphs', name, 'subgraph.ts'), 'utf8')
    return [name, [...text.matchAll(/room\(new URL\('\.\/([\w-]+)\/'/g)].map(([, module]) => module!)]
  }),
)

const lines = (broken: Import[]) => broken.map(({ from, to }) => `${from} → ${to}`)

describe('the house', () => {
  it('is seen: its files, its imports, its floors', () => {
    expect(files.length).toBeGreaterThan(60)
    expect(imports.length).toBeGreaterThan(300)
    expect([...floors.values()].every((modules) => modules.length >= 3)).toBe(true)
    const folders = files.flatMap((file) => (place(file) ? [`${place(file)!.subgraph}/${place(file)!.module}`] : []))
    const listed = [...floors].flatMap(([subgraph, modules]) => modules.map((module) => `${subgraph}/${module}`))
    expect([...new Set(folders)].sort()).toEqual(listed.sort())
  })

  it('keeps the subgraphs apart, and what they share below them', () => {
    expect(
      lines(
        imports.filter(({ from, to }) => {
          const [own, other] = [from.split('/')[1]!, to.split('/')[1]]
          return to.startsWith('subgraphs/') && own !== other && other !== 'shared'
        }),
      ),
    ).toEqual([])
  })

  it('keeps rules pure: they import rules, money, time, texts and refusals', () => {
    expect(
      lines(
        imports.filter(
          ({ from, to, typeOnly }) =>
            isRule(from) &&
            !isRule(to) &&
            !/^subgraphs\/shared\/(money\/|time\/|text\/|refusal\.ts)/.test(to) &&
            !(typeOnly && to === 'subgraphs/shared/auth/permissions.ts'),
        ),
      ),
    ).toEqual([])
  })

  it('keeps tables private to their module, but for foreign keys and the shapes of rows', () => {
    expect(
      lines(
        imports.filter(({ from, to, typeOnly }) => {
          const [own, other] = [place(from), place(to)]
          if (typeOnly || other?.room !== 'tables') return false
          return own?.room !== 'tables' && own?.module !== other.module
        }),
      ),
    ).toEqual([])
  })

  it('lets imports go down the floors only', () => {
    expect(
      lines(
        imports.filter(({ from, to }) => {
          const [own, other] = [place(from), place(to)]
          if (!own || !other || own.subgraph !== other.subgraph) return false
          const order = floors.get(own.subgraph)!
          return order.indexOf(other.module) > order.indexOf(own.module)
        }),
      ),
    ).toEqual([])
  })

  it('goes one way down inside a module: resolvers, commands and loaders, queries, tables', () => {
    const depth: Record<string, number> = { resolvers: 0, commands: 1, loaders: 1, queries: 2, tables: 3 }
    expect(
      lines(
        imports.filter(({ from, to, typeOnly }) => {
          const [own, other] = [place(from), place(to)]
          if (typeOnly || !own || !other || own.module !== other.module || own.room === other.room) return false
          const [above, below] = [depth[own.room], depth[other.room]]
          return above !== undefined && below !== undefined && below <= above && !(below === 1 && above === 0)
        }),
      ),
    ).toEqual([])
  })
})
