import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { printSubgraphSchema } from '@apollo/subgraph'
import { compose } from '../router/compose.ts'
import { schema as crm } from '../subgraphs/crm/subgraph.ts'
import { schema as erp } from '../subgraphs/erp/subgraph.ts'
import { schema as identity } from '../subgraphs/identity/subgraph.ts'

const folder = new URL('../schema/', import.meta.url)

/** The contract as it is printed from the rooms: file name -> text. */
export function printed(): Record<string, string> {
  const sdl = { identity: printSubgraphSchema(identity), crm: printSubgraphSchema(crm), erp: printSubgraphSchema(erp) }
  const ports = { identity: 4001, crm: 4002, erp: 4003 }
  const parts = (['identity', 'crm', 'erp'] as const).map((name) => ({
    name,
    sdl: sdl[name],
    url: `http://127.0.0.1:${ports[name]}/graphql`,
  }))
  return {
    'identity.graphql': line(sdl.identity),
    'crm.graphql': line(sdl.crm),
    'erp.graphql': line(sdl.erp),
    'supergraph.graphql': line(compose(parts)),
  }
}

const line = (text: string) => `${text.trimEnd()}\n`

if (import.meta.main) {
  mkdirSync(folder, { recursive: true })
  for (const [file, text] of Object.entries(printed())) {
    const url = new URL(file, folder)
    const changed = read(url) !== text
    if (changed) writeFileSync(url, text)
    console.log(`schema/${file} ${changed ? 'written' : 'is fresh'}`)
  }
}

function read(url: URL): string | null {
  try {
    return readFileSync(url, 'utf8')
  } catch {
    return null
  }
}
