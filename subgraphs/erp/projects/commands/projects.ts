import { and, eq, sql } from 'drizzle-orm'
import { type Actor, authorize } from '../../../shared/auth/actor.ts'
import type { Transaction } from '../../../shared/db/database.ts'
import { violates } from '../../../shared/db/errors.ts'
import { type Named, namedCustomer, namedDeal, namedUser } from '../../../shared/references/reference.ts'
import { Refusal } from '../../../shared/refusal.ts'
import { form } from '../../../shared/relay/form.ts'
import { newId } from '../../../shared/relay/id.ts'
import {
  idOf,
  optionalIdOf,
  optionalLinesOf,
  positiveMoneyOf,
  referenceOf,
  textOf,
} from '../../../shared/relay/input.ts'
import { checkVersion } from '../../../shared/version.ts'
import type { Context } from '../../context.ts'
import type {
  CreateProjectInput,
  InputMaybe,
  MoneyInput,
  StartProjectInput,
  UpdateProjectInput,
} from '../../generated/graphql.ts'
import { checkOpen, checkPeriod, move, type Transition } from '../project.ts'
import { lockProject, projectColumns } from '../queries.ts'
import { type ProjectRow, projects } from '../tables.ts'
import { recordStates, takeCodes } from './records.ts'

type Path = readonly (string | number)[]

/** Plans work for a customer, under the next code. Refuses with ENDS_BEFORE_START, DEAL_HAS_PROJECT, and as inputs do. */
export async function createProject(ctx: Context, input: CreateProjectInput): Promise<ProjectRow> {
  authorize(ctx.actor, 'project:write')
  const values = readProject(input, [])
  const reference = referenceOf(input.externalReference, ['externalReference'])
  await ctx.references.verify(namedIn(values, []))
  return unlessTaken(() =>
    ctx.write(async (tx) => {
      const { organizationId } = ctx.actor
      const [code] = await takeCodes(tx, ctx.actor, 1)
      const [project] = await tx
        .insert(projects)
        .values({
          organizationId,
          id: newId(),
          code: code!,
          ...values,
          externalSource: reference?.source ?? null,
          externalId: reference?.id ?? null,
        })
        .returning(projectColumns)
      await recordStates(tx, ctx.actor, [{ id: project!.id, from: null, to: project!.state, reason: null }])
      return project!
    }),
  )
}

/** Changes what is said about a project. Refuses with PROJECT_CLOSED besides what creating refuses with. */
export async function updateProject(ctx: Context, input: UpdateProjectInput): Promise<ProjectRow> {
  authorize(ctx.actor, 'project:write')
  const id = idOf('proj', input.id, ['id'])
  const changes = readChanges(input)
  return unlessTaken(() =>
    ctx.write(async (tx) => {
      const project = await lockVersion(tx, ctx.actor, id, input.expectedVersion)
      checkOpen(project.state, ['id'])
      ctx.references.check(namedAnew(changes, project, []))
      checkPeriod({ ...project, ...changes }, [])
      return change(tx, project, changes)
    }),
  )
}

/** Takes a project from one state to the next and writes down who did. Refuses with INVALID_TRANSITION. */
export async function moveProject(ctx: Context, transition: Transition, input: StartProjectInput): Promise<ProjectRow> {
  authorize(ctx.actor, 'project:write')
  const { id, reason } = form({
    id: () => idOf('proj', input.id, ['id']),
    reason: () => optionalLinesOf(input.reason, ['reason'], 1_000),
  })
  return ctx.write(async (tx) => {
    const project = await lockVersion(tx, ctx.actor, id, input.expectedVersion)
    const state = move(project.state, transition)
    await recordStates(tx, ctx.actor, [{ id, from: project.state, to: state, reason }])
    return change(tx, project, { state })
  })
}

/** A project as typed; all that is wrong with it at once. */
export function readProject(input: Omit<CreateProjectInput, 'externalReference'>, path: Path) {
  const { budget, ...values } = form({
    name: () => textOf(input.name, [...path, 'name']),
    customerId: () => idOf('cust', input.customerId, [...path, 'customerId']),
    dealId: () => optionalIdOf('deal', input.dealId, [...path, 'dealId']),
    managerId: () => optionalIdOf('user', input.managerId, [...path, 'managerId']),
    startsOn: () => input.startsOn ?? null,
    endsOn: () => input.endsOn ?? null,
    budget: () => budgetOf(input.budget, [...path, 'budget']),
  })
  checkPeriod(values, path)
  return { ...values, ...budget }
}

type Referring = Pick<ProjectRow, 'customerId' | 'dealId' | 'managerId'>

/** What is said of entities of other subgraphs. */
export const namedIn = ({ customerId, dealId, managerId }: Referring, path: Path): Named[] => [
  ...namedCustomer(customerId, [...path, 'customerId']),
  ...namedDeal(dealId, customerId, [...path, 'dealId']),
  ...namedUser(managerId, [...path, 'managerId']),
]

/** The same of what was not said of a project before: that was verified then. */
export const namedAnew = (changes: Partial<Referring>, before: Referring, path: Path): Named[] => [
  ...(changes.dealId === before.dealId ? [] : namedDeal(changes.dealId, before.customerId, [...path, 'dealId'])),
  ...(changes.managerId === before.managerId ? [] : namedUser(changes.managerId, [...path, 'managerId'])),
]

/** Two who take a deal, or an outside id, at once: the database lets one, and the other is told. */
export async function unlessTaken<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (violates(error, 'projects_one_per_deal')) {
      throw new Refusal('DEAL_HAS_PROJECT', 'This deal has a project already.', ['dealId'])
    }
    if (violates(error, 'projects_external_reference')) {
      throw new Refusal('EXTERNAL_REFERENCE_TAKEN', 'Another project has this id in that system.', [
        'externalReference',
      ])
    }
    throw error
  }
}

const readChanges = (input: UpdateProjectInput) => ({
  ...(input.name != null && { name: textOf(input.name, ['name']) }),
  ...(input.dealId !== undefined && { dealId: optionalIdOf('deal', input.dealId, ['dealId']) }),
  ...(input.managerId !== undefined && { managerId: optionalIdOf('user', input.managerId, ['managerId']) }),
  ...(input.startsOn !== undefined && { startsOn: input.startsOn }),
  ...(input.endsOn !== undefined && { endsOn: input.endsOn }),
  ...(input.budget !== undefined && budgetOf(input.budget, ['budget'])),
})

function budgetOf(input: InputMaybe<MoneyInput> | undefined, path: Path) {
  const budget = input ? positiveMoneyOf(input, path) : null
  return { budgetMinor: budget?.minor ?? null, budgetCurrency: budget?.currency ?? null }
}

async function lockVersion(tx: Transaction, actor: Actor, id: string, expected: number): Promise<ProjectRow> {
  const project = await lockProject(tx, actor, id)
  if (!project) throw new Refusal('PROJECT_NOT_FOUND', 'There is no such project.', ['id'])
  checkVersion(project.version, expected)
  return project
}

async function change(
  tx: Transaction,
  { organizationId, id }: ProjectRow,
  changes: Partial<ProjectRow>,
): Promise<ProjectRow> {
  const [project] = await tx
    .update(projects)
    .set({ ...changes, version: sql`${projects.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(projects.organizationId, organizationId), eq(projects.id, id)))
    .returning(projectColumns)
  return project!
}
