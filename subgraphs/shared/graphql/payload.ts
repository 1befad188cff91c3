import { Refusal, type UserError } from '../refusal.ts'

/** Runs a mutation: its payload, or, after the rollback, why the business refused. The only catch of a Refusal. */
export async function payload<Result extends object>(
  context: { reset(): Promise<void> },
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
    return { userErrors: error.errors } as never
  }
}
