import type { DocumentName } from '../operations/documents.ts'
import type { Child } from './child.ts'

/** Somebody who answers the bench's operations. */
export interface Contestant {
  /** What the command line calls it. */
  readonly key: string
  readonly name: string
  readonly port: number
  /** The processes whose work counts as its own; their children belong to them. */
  readonly processes: readonly Child[]
  /** Whether it speaks the project's own schema; another one answers only what `speaks` names. */
  readonly speaks: ReadonlySet<DocumentName>
  /** How one of the documents is asked. */
  ask(document: DocumentName, variables: object): { readonly path: string; readonly body: string }
  /** What its answer to a document means, in the words of the project's schema, to compare answers by. */
  read(document: DocumentName, answer: { readonly data?: unknown }): unknown
  stop(): Promise<void>
}
