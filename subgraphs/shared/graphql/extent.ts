import { type DocumentNode, visit } from 'graphql'
import { MAX_INTROSPECTION_DEPTH } from './limits.ts'
import { spreadOf } from './spread.ts'

/** How much there is to a document: what is made of it grows with these. */
export interface Extent {
  readonly nodes: number
  /** With each fragment at each place where it is spread. */
  readonly fields: number
}

export function extentOf(document: DocumentNode): Extent {
  let nodes = 0
  visit(document, {
    enter() {
      nodes += 1
    },
  })
  return { nodes, fields: spreadOf(document, MAX_INTROSPECTION_DEPTH) ?? Number.POSITIVE_INFINITY }
}

/** Reckons the bytes of something that was made of a document, by what was measured of such things. */
export const reckon =
  (perNode: number, perField: number) =>
  ({ nodes, fields }: Extent): number =>
    EACH + nodes * perNode + fields * perField

/** What even the smallest takes. */
const EACH = 1_500
