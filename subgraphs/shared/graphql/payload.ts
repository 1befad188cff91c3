import type { ImportReport } from '../bulk/import.ts'
import { Refusal, type UserError } from '../refusal.ts'
import { note, type Trail } from '../telemetry/trail.ts'

/** A request that may change something. */
interface Changing {
  readonly trail?: Trail | undefined
  reset(): Promise<void>
}

/** Runs a mutation: its payload, or, after the rollback, why the business refused. The only catch of a Refusal. */
export async function payload<Result extends object>(
  context: Changing,
  mutate: () => Promise<Result>,
): Promise<{ [Key in keyof Result]: Result[Key] | null } & { userErrors: readonly UserError[] }> {
  await context.reset()
  try {
    const result = await mutate()
    // What was loaded before the change is old now.
    await context.reset()
    return { ...result, userErrors: [] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    for (const { code } of error.errors) note(context.trail, code)
    return { userErrors: error.errors } as never
  }
}

const NOTHING: ImportReport = { rows: [], created: 0, updated: 0, unchanged: 0, failed: 0 }

/** The payload of an import: when it is refused as a whole, nothing was imported. */
export const importPayload = async (
  context: Changing,
  run: () => Promise<ImportReport>,
): Promise<ImportReport & { userErrors: readonly UserError[] }> => ({
  ...NOTHING,
  ...((await payload(context, run)) as ImportReport & { userErrors: readonly UserError[] }),
})
