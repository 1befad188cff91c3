import { sql } from 'drizzle-orm'
import type { Actor } from '../../../shared/auth/actor.ts'
import { insertRows } from '../../../shared/db/bulk.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { newId } from '../../../shared/relay/id.ts'
import { codeOf, type ProjectState } from '../project.ts'
import { projectCounters, projectStateChanges } from '../tables.ts'

/** The next codes. Whoever comes after waits until this transaction ends: if it fails, they get these. */
export async function takeCodes(tx: Transaction, { organizationId }: Actor, count: number): Promise<string[]> {
  if (count === 0) return []
  const [counter] = await tx
    .insert(projectCounters)
    .values({ organizationId, lastNumber: count })
    .onConflictDoUpdate({
      target: projectCounters.organizationId,
      set: { lastNumber: sql`${projectCounters.lastNumber} + excluded.last_number` },
    })
    .returning({ lastNumber: projectCounters.lastNumber })
  const before = counter!.lastNumber - count
  return Array.from({ length: count }, (_, index) => codeOf(before + index + 1))
}

export interface StateChange {
  readonly id: string
  /** Null when the project was made. */
  readonly from: ProjectState | null
  readonly to: ProjectState
  readonly reason: string | null
}

/** Writes down who moved which projects from where to where. */
export async function recordStates(tx: Transaction, actor: Actor, changes: readonly StateChange[]): Promise<void> {
  await insertRows(
    tx,
    projectStateChanges,
    changes.map(({ id, from, to, reason }) => ({
      organizationId: actor.organizationId,
      id: newId(),
      projectId: id,
      fromState: from,
      toState: to,
      reason,
      changedBy: actor.userId,
    })),
  )
}
